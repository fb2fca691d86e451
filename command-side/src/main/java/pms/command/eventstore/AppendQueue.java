package pms.command.eventstore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.concurrent.Queues;

/**
 * The appends that wait for a commit: many threads offer, one consumer at a time takes. Bounded in number and bytes,
 * counting each append until it is answered.
 */
final class AppendQueue {

    private static final long CLOSED = 1L << 62;

    private final Queue<PendingAppend> arrivals =
            Queues.<PendingAppend>unboundedMultiproducer().get();
    /** Taken from arrivals, or given back: in front of them. Only the consumer touches it. */
    private final ArrayDeque<PendingAppend> first = new ArrayDeque<>();

    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicReference<@Nullable MonoSink<Void>> consumer = new AtomicReference<>();
    private final int maxAppends;
    private final long maxBytes;

    AppendQueue(int maxAppends, long maxBytes) {
        this.maxAppends = maxAppends;
        this.maxBytes = maxBytes;
    }

    /**
     * Accepts an append.
     *
     * @throws StoreOverloaded when the queue is full
     * @throws StoreClosed when it is closed
     */
    void offer(PendingAppend append) {
        reserve(append);
        arrivals.add(append);
        wakeConsumer();
    }

    /** The next append, or null. */
    @Nullable
    PendingAppend take() {
        PendingAppend next = first.poll();
        return next != null ? next : arrivals.poll();
    }

    /** Puts appends that were taken in front of all others, in their order. */
    void giveBack(List<PendingAppend> appends) {
        appends.reversed().forEach(first::addFirst);
    }

    /** To be called once for each append that got its answer, or needs none. */
    void release(PendingAppend append) {
        waitingBytes.addAndGet(-append.sizeBytes());
        if (waiting.decrementAndGet() == CLOSED) {
            wakeConsumer();
        }
    }

    /** Completes as soon as there is something to take, or nothing ever more. */
    Mono<Void> available() {
        return Mono.create(sink -> {
            consumer.set(sink);
            if (!first.isEmpty() || !arrivals.isEmpty() || isFinished()) {
                wakeConsumer();
            }
        });
    }

    /** From now on nothing is accepted. */
    void close() {
        waiting.updateAndGet(count -> count | CLOSED);
        wakeConsumer();
    }

    /** Whether it is closed and all is answered. */
    boolean isFinished() {
        return waiting.get() == CLOSED;
    }

    /** Refuses those that have waited longer than an age and that are surely not stored. */
    void refuseUnsentOlderThan(Duration age, Function<PendingAppend, EventStoreException> reason) {
        refuseIf(append -> !append.isMaybeStored() && append.isOlderThan(age), reason);
    }

    void refuseAll(Function<PendingAppend, EventStoreException> reason) {
        refuseIf(append -> true, reason);
    }

    private void refuseIf(Predicate<PendingAppend> which, Function<PendingAppend, EventStoreException> reason) {
        for (PendingAppend next = arrivals.poll(); next != null; next = arrivals.poll()) {
            first.addLast(next);
        }
        first.removeIf(append -> {
            if (!which.test(append)) {
                return false;
            }
            release(append);
            append.refuse(reason.apply(append));
            return true;
        });
    }

    private void reserve(PendingAppend append) {
        long count = waiting.get();
        while (!waiting.compareAndSet(count, requireRoom(count) + 1)) {
            count = waiting.get();
        }
        if (waitingBytes.addAndGet(append.sizeBytes()) > maxBytes) {
            release(append);
            throw new StoreOverloaded("appends of more than " + maxBytes + " bytes wait already");
        }
    }

    private long requireRoom(long count) {
        if (count >= CLOSED) {
            throw new StoreClosed();
        }
        if (count >= maxAppends) {
            throw new StoreOverloaded(maxAppends + " appends wait already");
        }
        return count;
    }

    private void wakeConsumer() {
        MonoSink<Void> sink = consumer.getAndSet(null);
        if (sink != null) {
            sink.success();
        }
    }
}
