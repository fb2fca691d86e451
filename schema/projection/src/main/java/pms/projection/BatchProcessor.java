package pms.projection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/** Applies a batch however long it takes: waits out what is transient, and divides a batch to find a poison record. */
final class BatchProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(BatchProcessor.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final BatchTransaction transaction;
    private final Duration timeout;
    private final long retries;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param retries how often what is transient is waited out */
    BatchProcessor(BatchTransaction transaction, Duration timeout, long retries) {
        this.transaction = transaction;
        this.timeout = timeout;
        this.retries = retries;
    }

    /** Answers each watermark that was reached, the last one at the end. */
    Mono<Long> process(List<Incoming> batch) {
        return transaction
                .apply(batch)
                .timeout(timeout)
                .onErrorResume(TopicMadeAnew.class, this::restart)
                .retryWhen(untilItWorks(batch))
                .onErrorResume(fault -> canBeDivided(batch, fault), fault -> divide(batch, fault))
                .doOnSuccess(done -> failure.set(null));
    }

    /** What stands in the way at the moment; null when nothing does. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /** Fails in any case: the consumer has to start again where the stored places are now. */
    private Mono<Long> restart(TopicMadeAnew anew) {
        return transaction.restart(anew).then(Mono.error(anew));
    }

    private RetryBackoffSpec untilItWorks(List<Incoming> batch) {
        return Retry.backoff(retries, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .filter(fault -> !canBeDivided(batch, fault) && !(fault instanceof StartAgain))
                .doBeforeRetry(retry -> {
                    failure.set(retry.failure());
                    LOG.warn("A batch of {} is tried again: {}", batch.size(), Redacted.fault(retry.failure()));
                });
    }

    /** Not when the one record is known as poison already: then the fault is in our own bookkeeping. */
    private static boolean canBeDivided(List<Incoming> batch, Throwable fault) {
        return Faults.isPoison(fault) && (batch.size() > 1 || !batch.getFirst().isPoison());
    }

    private Mono<Long> divide(List<Incoming> batch, Throwable fault) {
        if (batch.size() == 1) {
            return process(List.of(batch.getFirst().poisoned(Faults.reason(fault), Faults.trace(fault))));
        }
        int half = batch.size() / 2;
        return process(batch.subList(0, half)).then(Mono.defer(() -> process(batch.subList(half, batch.size()))));
    }
}
