package pms.billing.account.open;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import pms.billing.account.Rejection;
import pms.billing.database.Transience;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * Opens accounts by group commit: what arrives while one batch is stored goes into the next, over all calls and
 * streams. One batch is in flight, so that writers don't queue up at the lock of the head row; there is no timer, so
 * that a lone opening doesn't wait. The queue is bounded; beyond the bound openings are refused. Thread-safe.
 */
@Component
public class AccountOpenings implements DisposableBean {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final AccountLedger ledger;
    private final Supplier<UUID> accountIds;
    private final OpeningProperties bounds;
    private final Queue<WaitingOpening> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    /** Not 0 while a batch is stored: counts the calls for work since the last look at the queue. */
    private final AtomicInteger signals = new AtomicInteger();

    private final Disposable.Swap storing = Disposables.swap();

    AccountOpenings(AccountLedger ledger, Supplier<UUID> accountIds, OpeningProperties bounds) {
        this.ledger = ledger;
        this.accountIds = accountIds;
        this.bounds = bounds;
    }

    /** Opens the account of the patient or answers with the one that is there. Cold; each subscription asks once. */
    public Mono<Opening> open(UUID patientId) {
        return Mono.defer(() -> enqueue(new WaitingOpening(new OpenAccount(patientId, accountIds.get()))));
    }

    /**
     * Opens many, one answer a request and in order. Requests from upstream only as many as are stored and answered,
     * plus a fixed number in flight. A failure comes after the answers to all requests before it, and ends the stream.
     */
    public Flux<Opening> openAll(Flux<Mono<UUID>> patientIds) {
        return patientIds
                .flatMapSequential(patientId -> patientId.flatMap(this::open).materialize(), bounds.inFlightPerStream())
                .dematerialize();
    }

    /** How many wait for their batch. */
    int waiting() {
        return waitingCount.get();
    }

    /** Called when the server has let all calls go: what is stored then has no reader. */
    @Override
    public void destroy() {
        storing.dispose();
    }

    private Mono<Opening> enqueue(WaitingOpening opening) {
        if (waitingCount.incrementAndGet() > bounds.queueSize()) {
            waitingCount.decrementAndGet();
            return Mono.error(new Rejection.TooManyOpenings());
        }
        waiting.add(opening);
        if (signals.getAndIncrement() == 0) {
            storeNextBatch();
        }
        return opening.answer();
    }

    private void storeNextBatch() {
        var seen = signals.get();
        var batch = takeBatch();
        while (batch.isEmpty()) {
            seen = signals.addAndGet(-seen);
            if (seen == 0) {
                return;
            }
            batch = takeBatch();
        }
        store(batch);
    }

    private List<WaitingOpening> takeBatch() {
        var batch = new ArrayList<WaitingOpening>();
        while (batch.size() < bounds.batchSize()) {
            var next = waiting.poll();
            if (next == null) {
                break;
            }
            waitingCount.decrementAndGet();
            if (next.isWanted()) {
                batch.add(next);
            }
        }
        return batch;
    }

    private void store(List<WaitingOpening> batch) {
        var subscription = ledger.open(
                        batch.stream().map(WaitingOpening::command).toList())
                .timeout(bounds.timeout())
                .retryWhen(whilePassing())
                .doFinally(signal -> storeNextBatch())
                .subscribe(openings -> answer(batch, openings), error -> batch.forEach(opening -> opening.fail(error)));
        storing.replace(subscription);
    }

    private static void answer(List<WaitingOpening> batch, List<Opening> openings) {
        for (var place = 0; place < batch.size(); place++) {
            batch.get(place).succeed(openings.get(place));
        }
    }

    private RetryBackoffSpec whilePassing() {
        return Retry.backoff(bounds.retries(), FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .jitter(0.5)
                .filter(Transience::isTransient)
                .onRetryExhaustedThrow((retries, last) -> last.failure());
    }
}
