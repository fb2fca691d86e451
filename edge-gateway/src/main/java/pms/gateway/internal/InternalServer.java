package pms.gateway.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import pms.gateway.start.StartRefused;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The internal door: an HTTP server of its own, so that no route of the public one can lead here. */
@Component
public class InternalServer implements SmartLifecycle {

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InternalSettings settings;
    private final HttpHandler handler;
    private @Nullable DisposableServer running;

    InternalServer(
            InternalSettings settings,
            InternalRoutes routes,
            @Qualifier("problemHandler") WebExceptionHandler problems) {
        this.settings = settings;
        this.handler = WebHttpHandlerBuilder.webHandler(
                        RouterFunctions.toWebHandler(routes.routes(), HandlerStrategies.withDefaults()))
                .exceptionHandler(problems)
                .build();
    }

    /** The port that it listens on. */
    public int port() {
        if (running == null) {
            throw new IllegalStateException("the internal door is closed");
        }
        return running.port();
    }

    @Override
    public void start() {
        try {
            running = HttpServer.create()
                    .host(settings.address())
                    .port(settings.port())
                    .idleTimeout(IDLE)
                    .handle(new ReactorHttpHandlerAdapter(handler))
                    .bindNow();
        } catch (ChannelBindException taken) {
            throw new StartRefused("port " + settings.port() + " of the internal door is not free");
        }
    }

    @Override
    public void stop() {
        if (running != null) {
            running.disposeNow(PATIENCE);
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
