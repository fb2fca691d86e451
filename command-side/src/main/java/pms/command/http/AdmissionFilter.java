package pms.command.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.command.handling.Overloaded;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes on as many requests as there is memory for, and refuses the others before anything is done for them: a service
 * that takes all it is offered ends by running out of memory, and then answers nobody. Health is always answered.
 *
 * <p>When the service ends it takes on nothing more and lets what it has taken on finish, before the server closes its
 * connections: what was stored was answered, as far as the client still listens.
 */
@Component
@Order(AdmissionFilter.ORDER)
final class AdmissionFilter implements WebFilter, SmartLifecycle {

    static final int ORDER = -400; // before the token check, which costs more than a refusal
    private static final String ALWAYS = "/actuator/health";

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(12); // above the time that a command may take

    private final AtomicBoolean isOpen = new AtomicBoolean(true);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bodyBytes = new AtomicLong();
    private final int maxRequests;
    private final long maxBodyBytes;

    AdmissionFilter(AdmissionSettings settings) {
        this.maxRequests = settings.requests();
        this.maxBodyBytes = settings.bodies().toBytes();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getPath().value().startsWith(ALWAYS)) {
            return chain.filter(exchange);
        }
        if (!isOpen.get()) {
            exchange.getResponse().getHeaders().setConnection("close");
        }
        return Mono.using(this::admit, taken -> chain.filter(counted(exchange, taken)), this::leave);
    }

    /** The bytes that have come of one request's body. */
    private AtomicLong admit() {
        if (requests.incrementAndGet() > maxRequests || !isOpen.get()) {
            requests.decrementAndGet();
            throw new Overloaded(isOpen.get() ? maxRequests + " requests" : "no more requests: the service ends");
        }
        return new AtomicLong();
    }

    private void leave(AtomicLong taken) {
        bodyBytes.addAndGet(-taken.get());
        requests.decrementAndGet();
    }

    @Override
    public void start() {
        isOpen.set(true);
    }

    @Override
    public void stop(Runnable done) {
        isOpen.set(false);
        Future<?> unused = Flux.interval(Duration.ZERO, LOOK_EVERY)
                .onBackpressureDrop()
                .takeWhile(tick -> requests.get() > 0)
                .take(LAST_ANSWERS)
                .then()
                .toFuture()
                .whenComplete((nothing, failure) -> done.run());
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return isOpen.get();
    }

    /** Ends before the server does. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
    }

    private ServerWebExchange counted(ServerWebExchange exchange, AtomicLong taken) {
        return exchange.mutate()
                .request(new CountedRequest(exchange.getRequest(), taken))
                .build();
    }

    private void take(DataBuffer part, AtomicLong taken) {
        taken.addAndGet(part.readableByteCount());
        if (bodyBytes.addAndGet(part.readableByteCount()) > maxBodyBytes) {
            DataBufferUtils.release(part);
            throw new Overloaded(maxBodyBytes + " bytes of bodies");
        }
    }

    private final class CountedRequest extends ServerHttpRequestDecorator {

        private final AtomicLong taken;

        CountedRequest(ServerHttpRequest request, AtomicLong taken) {
            super(request);
            this.taken = taken;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().doOnNext(part -> take(part, taken));
        }
    }
}
