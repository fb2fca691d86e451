package pms.command.eventstore;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.MonoSink;

/** An append that was accepted and waits for its answer. */
final class PendingAppend {

    private final List<NewEvent> events;
    private final AppendCondition condition;
    private final long sizeBytes;
    private final MonoSink<Appended> sink;
    private final long acceptedAtNanos = System.nanoTime();
    private volatile boolean cancelled;
    private volatile boolean maybeStored;

    PendingAppend(List<NewEvent> events, AppendCondition condition, long sizeBytes, MonoSink<Appended> sink) {
        this.events = events;
        this.condition = condition;
        this.sizeBytes = sizeBytes;
        this.sink = sink.onCancel(() -> cancelled = true);
    }

    List<NewEvent> events() {
        return events;
    }

    AppendCondition condition() {
        return condition;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Sent once without an answer: only the event ids in the store can tell. */
    boolean isMaybeStored() {
        return maybeStored;
    }

    void markMaybeStored() {
        maybeStored = true;
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - acceptedAtNanos > age.toNanos();
    }

    void accept(Appended appended) {
        sink.success(appended);
    }

    void refuse(EventStoreException reason) {
        sink.error(reason);
    }
}
