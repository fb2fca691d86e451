package pms.command.eventstore;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * Writes the appends that arrive while the last commit runs in one next commit: one batch in flight, no timer. An idle
 * store commits one append at once; a busy one shares a commit among hundreds.
 *
 * <p>When the connection dies under a batch, nobody knows whether it was committed. The batch goes back to the front of
 * the queue and is sent again: the statement waits for the lock, so it sees what the dead connection did, and finds by
 * the event ids which appends are stored.
 */
final class GroupCommit {

    private static final Logger LOG = Loggers.getLogger(GroupCommit.class);
    private static final long MIN_PAUSE_MILLIS = 50;
    private static final int MAX_DOUBLINGS = 4;

    private final EventStoreSettings settings;
    private final AppendQueue queue;
    private final DedicatedConnection connection;
    private final Consumer<List<StoredEvent>> committed;
    private final CommitWatch watch;
    private final Scheduler answers = Schedulers.parallel();
    private volatile @Nullable AppendBatch inFlight;
    /** Batches that failed in a row. Only the loop touches it. */
    private int failures;
    /** How many of the next batches hold one append, to find the one that spoils them. Only the loop touches it. */
    private int singles;
    /** Whether the last batch met an id that is stored. Only the loop touches it. */
    private boolean repeats;

    /** @param committed told the events of each commit, in order */
    GroupCommit(
            ConnectionFactory factory,
            EventStoreSettings settings,
            Consumer<List<StoredEvent>> committed,
            CommitWatch watch) {
        this.settings = settings;
        this.queue = new AppendQueue(settings.maxWaitingAppends(), settings.maxWaitingBytes());
        this.connection = new DedicatedConnection(factory, settings.statementTimeout());
        this.committed = committed;
        this.watch = watch;
    }

    Mono<Appended> append(List<NewEvent> events, AppendCondition condition) {
        return Mono.create(sink -> offer(List.copyOf(events), condition, sink));
    }

    private void offer(List<NewEvent> events, AppendCondition condition, MonoSink<Appended> sink) {
        try {
            long sizeBytes = AppendLimits.checkedBytes(events, condition);
            queue.offer(new PendingAppend(events, condition, sizeBytes, sink));
        } catch (EventStoreException refusal) {
            sink.error(refusal);
        }
    }

    /** The loop; to be subscribed to once. Completes after {@link #close}, when all that was accepted is answered. */
    Mono<Void> run() {
        return Mono.defer(queue::available)
                .then(Mono.defer(this::commitNext))
                .repeat(() -> !queue.isFinished())
                .then(Mono.defer(connection::drop))
                .checkpoint("group commit");
    }

    void close() {
        queue.close();
    }

    /** Ends all that still waits; only when the loop was cancelled or has completed. */
    Mono<Void> abandon() {
        AppendBatch unanswered = inFlight;
        if (unanswered != null) {
            giveBackUnknown(unanswered);
        }
        queue.refuseAll(append -> append.isMaybeStored()
                ? new AppendUnknown(null)
                : new StoreUnavailable("the store closed while the database was away", null));
        return connection.drop();
    }

    private Mono<Void> commitNext() {
        AppendBatch batch =
                AppendBatch.from(queue, singles > 0 ? 1 : settings.maxBatchAppends(), settings.maxBatchBytes());
        singles = Math.max(0, singles - 1);
        if (batch.isEmpty()) {
            return Mono.empty();
        }
        inFlight = batch;
        return commit(batch).onErrorResume(error -> recover(batch, error));
    }

    private Mono<Void> commit(AppendBatch batch) {
        return connection
                .open()
                .onErrorMap(NotConnected::new)
                .flatMap(open -> timed(open, batch))
                .doOnNext(outcome -> settle(batch, outcome))
                .then();
    }

    /** From sending it to its answer: a connection that has to be made first is no part of it. */
    private Mono<BatchOutcome> timed(Connection open, AppendBatch batch) {
        long begun = System.nanoTime();
        return send(open, batch)
                .doOnNext(outcome -> watch.committed(batch.size(), Duration.ofNanos(System.nanoTime() - begun)));
    }

    private Mono<BatchOutcome> send(Connection open, AppendBatch batch) {
        return AppendStatement.execute(open, batch, repeats || batch.isMaybeStored())
                .timeout(settings.statementTimeout().multipliedBy(2)); // the server ends it at once the timeout
    }

    private void settle(AppendBatch batch, BatchOutcome outcome) {
        inFlight = null;
        failures = 0;
        repeats = false;
        committed.accept(outcome.stored(batch));
        if (batch.size() == 1) {
            settleHere(batch, outcome); // changing threads would cost a lone append a tenth of its time
        } else {
            // Callers go on elsewhere: the thread of this connection is for the next batch.
            answers.schedule(() -> outcome.settle(batch, queue::release));
        }
    }

    /** What a caller throws at its answer is no matter of the commit, which is done. */
    private void settleHere(AppendBatch batch, BatchOutcome outcome) {
        try {
            outcome.settle(batch, queue::release);
        } catch (RuntimeException thrown) {
            LOG.error("A caller failed at the answer to its append", thrown);
        }
    }

    private Mono<Void> recover(AppendBatch batch, Throwable error) {
        if (SqlFailure.isStoredBefore(error) && !repeats) {
            return sendAsRepeat(batch);
        }
        failures++;
        if (failures == 1) {
            LOG.warn("A commit of {} appends failed; it will be resolved", batch.size(), error);
        }
        inFlight = null;
        return switch (error instanceof NotConnected ? SqlFailure.PASSING : SqlFailure.of(error)) {
            case LOST -> {
                giveBackUnknown(batch);
                yield connection.drop().then(pause());
            }
            case PASSING -> {
                queue.giveBack(batch.appends());
                yield refuseOld(error).then(pause());
            }
            case FINAL -> isolate(batch, error);
        };
    }

    private void giveBackUnknown(AppendBatch batch) {
        batch.appends().forEach(PendingAppend::markMaybeStored);
        queue.giveBack(batch.appends());
    }

    /** Somebody appends again what is stored, which is rare: only then the ids are looked up one by one. */
    private Mono<Void> sendAsRepeat(AppendBatch batch) {
        repeats = true;
        inFlight = null;
        queue.giveBack(batch.appends());
        return Mono.empty();
    }

    private Mono<Void> isolate(AppendBatch batch, Throwable error) {
        if (batch.size() > 1) {
            singles = batch.size();
            queue.giveBack(batch.appends());
        } else {
            PendingAppend spoiler = batch.appends().getFirst();
            queue.release(spoiler);
            spoiler.refuse(spoiler.isMaybeStored() ? new AppendUnknown(error) : SqlFailure.translate(error));
        }
        return Mono.empty();
    }

    private Mono<Void> refuseOld(Throwable error) {
        return Mono.fromRunnable(() -> queue.refuseUnsentOlderThan(
                settings.unavailableAfter(), append -> new StoreUnavailable("the database is not available", error)));
    }

    private Mono<Void> pause() {
        long most = MIN_PAUSE_MILLIS << Math.min(failures, MAX_DOUBLINGS);
        return Mono.delay(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most)))
                .then();
    }

    /** There was no connection to send on: the batch was not sent. */
    private static final class NotConnected extends RuntimeException {
        NotConnected(Throwable cause) {
            super(cause);
        }
    }
}
