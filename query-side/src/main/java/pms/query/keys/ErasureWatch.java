package pms.query.keys;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Is told of erasures as long as the service lives, and begins again whenever that ends. */
final class ErasureWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWatch.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Flux<Optional<UUID>> watch;
    private final CachedKeys keys;
    private volatile @Nullable Disposable running;

    /** @param watch empty when it has begun, then each erasure */
    ErasureWatch(Flux<Optional<UUID>> watch, CachedKeys keys) {
        this.watch = watch;
        this.keys = keys;
    }

    @Override
    public void start() {
        running = watch.doOnNext(erased -> erased.ifPresentOrElse(keys::erased, keys::forgetAll))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true)
                        .doBeforeRetry(ErasureWatch::report))
                .subscribe();
    }

    /** Once for each time that it ends; keys are kept for a minute at most meanwhile. */
    private static void report(Retry.RetrySignal retry) {
        if (retry.totalRetriesInARow() == 0) {
            LOG.warn(
                    "Erasures are not told; watching again: {}", retry.failure().toString());
        }
    }

    @Override
    public void stop() {
        Disposable watching = running;
        running = null;
        if (watching != null) {
            watching.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
