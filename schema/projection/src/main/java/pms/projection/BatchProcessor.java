package pms.projection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * Applies a batch however long it takes: waits out what is transient, and divides a batch to find a poison record, or
 * because it is too much for the time that a transaction may take.
 */
final class BatchProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(BatchProcessor.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Of one batch, before it goes on in halves. */
    private static final int MOST_TIMEOUTS = 2;

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
        AtomicInteger timeouts = new AtomicInteger();
        return Uninterrupted.of(transaction
                        .apply(batch)
                        .timeout(timeout, Mono.error(() -> late(batch, timeouts.incrementAndGet()))))
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
        boolean mayBePoisoned = batch.size() > 1 || !batch.getFirst().isPoison();
        return fault instanceof TooSlow || (mayBePoisoned && Faults.isPoison(fault));
    }

    /** It may be a slow moment at first; what is too much for a transaction will be so again. A single one is repeated. */
    private Exception late(List<Incoming> batch, int timeouts) {
        String what = "a batch of %d took longer than %s".formatted(batch.size(), timeout);
        return timeouts >= MOST_TIMEOUTS && batch.size() > 1 ? new TooSlow(what) : new TimeoutException(what);
    }

    private static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooSlow(String what) {
            super(what);
        }
    }

    private Mono<Long> divide(List<Incoming> batch, Throwable fault) {
        if (batch.size() == 1) {
            return process(List.of(batch.getFirst().poisoned(Faults.reason(fault), Faults.trace(fault))));
        }
        LOG.info("A batch of {} goes on in halves: {}", batch.size(), Redacted.fault(fault));
        int half = batch.size() / 2;
        return process(batch.subList(0, half)).then(Mono.defer(() -> process(batch.subList(half, batch.size()))));
    }
}
