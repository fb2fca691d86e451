package pms.command.axon;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * A {@code Flux} as Axon's stream, which is polled and calls back. Subscribes at the first touch, holds a bounded number
 * of entries, and calls back after each change, once the change can be seen, so that no wake-up is lost here. One
 * consumer at a time, as Axon has it.
 */
final class FluxMessageBridge implements MessageStream<EventMessage> {

    static final int CAPACITY = 256;
    private static final int REFILL = CAPACITY / 2;

    private final Flux<Entry<EventMessage>> source;
    private final Queue<Entry<EventMessage>> entries = new ConcurrentLinkedQueue<>();
    private final Receiver receiver = new Receiver();
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile Runnable callback = () -> {};
    private volatile @Nullable Throwable failure;
    private volatile boolean ended;

    FluxMessageBridge(Flux<Entry<EventMessage>> source) {
        this.source = source;
    }

    @Override
    public Optional<Entry<EventMessage>> next() {
        touch();
        Entry<EventMessage> next = entries.poll();
        if (next != null && taken.incrementAndGet() % REFILL == 0) {
            receiver.request(REFILL);
        }
        return Optional.ofNullable(next);
    }

    @Override
    public Optional<Entry<EventMessage>> peek() {
        touch();
        return Optional.ofNullable(entries.peek());
    }

    @Override
    public boolean hasNextAvailable() {
        touch();
        return !entries.isEmpty();
    }

    @Override
    public boolean isCompleted() {
        return ended && entries.isEmpty(); // in this order: nothing is added after the end
    }

    @Override
    public Optional<Throwable> error() {
        return isCompleted() ? Optional.ofNullable(failure) : Optional.empty();
    }

    @Override
    public void setCallback(Runnable callback) {
        this.callback = callback;
        if (hasNextAvailable() || isCompleted()) {
            callback.run();
        }
    }

    @Override
    public void close() {
        receiver.cancel();
        ended = true;
        entries.clear();
    }

    private void touch() {
        if (!ended && subscribed.compareAndSet(false, true)) {
            source.subscribe(receiver);
        }
    }

    private final class Receiver extends BaseSubscriber<Entry<EventMessage>> {

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(CAPACITY);
        }

        @Override
        protected void hookOnNext(Entry<EventMessage> entry) {
            entries.add(entry);
            callback.run();
        }

        @Override
        protected void hookOnError(Throwable error) {
            failure = error;
            ended = true;
            callback.run();
        }

        @Override
        protected void hookOnComplete() {
            ended = true;
            callback.run();
        }
    }
}
