package pms.gateway.auth.token;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import pms.gateway.start.StartRefused;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads keys and ended tokens again and again, so that what other instances change counts here. The first reading is
 * waited for before the doors open: without the right key-encryption key there is no start.
 */
@Component
class TrustPolling implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TrustPolling.class);
    private static final int BEFORE_THE_DOORS = 0;
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(30);

    private final TrustStore trust;
    private final Duration pause;
    private @Nullable Disposable running;

    TrustPolling(TrustStore trust, TokenSettings settings) {
        this.trust = trust;
        this.pause = settings.trustRefresh();
    }

    @Override
    public void start() {
        readOnce();
        running = Flux.interval(pause)
                .onBackpressureDrop()
                .concatMap(tick -> read(), 1)
                .subscribe();
    }

    /** Any failure but a refusal may pass: requests wait for a reading of their own. */
    private void readOnce() {
        try {
            trust.reread().toFuture().get(FIRST_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof StartRefused refused) {
                throw refused;
            }
            log.warn("keys can't be read yet: {}", String.valueOf(failure.getCause()));
        } catch (TimeoutException slow) {
            log.warn("keys can't be read yet: the database does not answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Mono<Void> read() {
        return trust.reread().onErrorResume(failure -> {
            log.warn("whom to trust can't be read: {}", String.valueOf(failure));
            return Mono.empty();
        });
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

    @Override
    public int getPhase() {
        return BEFORE_THE_DOORS;
    }
}
