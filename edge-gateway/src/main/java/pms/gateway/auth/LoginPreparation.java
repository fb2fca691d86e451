package pms.gateway.auth;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Brings login into being at start without holding the start up: logins that come earlier wait for {@link #done()}.
 * Tried again as long as the database is away.
 */
@Component
class LoginPreparation implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LoginPreparation.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Mono<Void> done;
    private @Nullable Disposable running;

    LoginPreparation(DemoUser demoUser, FirstAdmin firstAdmin) {
        this.done = Mono.defer(demoUser::prepare)
                .then(Mono.defer(firstAdmin::createIfNobodyIsThere))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .doBeforeRetry(retry -> log.warn("login is not ready: {}", String.valueOf(retry.failure()))))
                .cache();
    }

    /** Completes when users can log in. */
    Mono<Void> done() {
        return done;
    }

    @Override
    public void start() {
        running = done.subscribe();
    }

    @Override
    public void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
