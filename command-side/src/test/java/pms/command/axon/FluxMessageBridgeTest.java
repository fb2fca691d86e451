package pms.command.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;

class FluxMessageBridgeTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Entry<EventMessage> ENTRY =
            new SimpleEntry<>(new GenericEventMessage(new MessageType("event"), "payload"));

    private final TestPublisher<Entry<EventMessage>> source = TestPublisher.create();
    private final FluxMessageBridge bridge = new FluxMessageBridge(source.flux());

    @Test
    void subscribesAtTheFirstTouchAndGivesWhatCame() {
        source.assertWasNotSubscribed();
        assertThat(bridge.hasNextAvailable()).isFalse();
        source.assertSubscribers(1);
        source.next(ENTRY);
        assertThat(bridge.peek()).contains(ENTRY);
        assertThat(bridge.next()).contains(ENTRY);
        assertThat(bridge.next()).isEmpty();
        assertThat(bridge.isCompleted()).isFalse();
    }

    @Test
    void callsBackAfterEachChange() {
        List<String> seen = new ArrayList<>();
        bridge.setCallback(() -> seen.add(bridge.next().isPresent() + " " + bridge.isCompleted()));
        source.next(ENTRY);
        source.next(ENTRY);
        source.complete();
        assertThat(seen).containsExactly("true false", "true false", "false true");
    }

    @Test
    void callsBackAtOnceForWhatIsThereAlready() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(bridge.hasNextAvailable()).isFalse();
        source.next(ENTRY);
        bridge.setCallback(calls::incrementAndGet);
        assertThat(calls).hasValue(1);
    }

    @Test
    void showsAFailureWhenAllBeforeItIsTaken() {
        IllegalStateException failure = new IllegalStateException();
        assertThat(bridge.hasNextAvailable()).isFalse();
        source.next(ENTRY);
        source.error(failure);
        assertThat(bridge.error()).isEmpty();
        assertThat(bridge.isCompleted()).isFalse();
        assertThat(bridge.next()).isPresent();
        assertThat(bridge.isCompleted()).isTrue();
        assertThat(bridge.error()).contains(failure);
    }

    @Test
    void cancelsWhenItIsClosedAndNeverSubscribesAfter() {
        assertThat(bridge.hasNextAvailable()).isFalse();
        source.next(ENTRY);
        bridge.close();
        source.assertCancelled();
        assertThat(bridge.isCompleted()).isTrue();

        TestPublisher<Entry<EventMessage>> untouched = TestPublisher.create();
        FluxMessageBridge closed = new FluxMessageBridge(untouched.flux());
        closed.close();
        assertThat(closed.hasNextAvailable()).isFalse();
        untouched.assertWasNotSubscribed();
    }

    @Test
    void holdsABoundedNumberOfEntries() {
        AtomicLong requested = new AtomicLong();
        FluxMessageBridge bounded =
                new FluxMessageBridge(Flux.range(0, 10_000).map(n -> ENTRY).doOnRequest(requested::addAndGet));
        assertThat(bounded.hasNextAvailable()).isTrue();
        assertThat(requested).hasValue(FluxMessageBridge.CAPACITY);
        for (int i = 0; i < 10_000; i++) {
            assertThat(bounded.next()).isPresent();
            assertThat(requested.get() - i).isLessThanOrEqualTo(FluxMessageBridge.CAPACITY + 1L);
        }
        assertThat(bounded.isCompleted()).isTrue();
    }

    @Test
    void losesNoWakeUpBetweenThreads() {
        int entries = 1_000;
        for (int round = 0; round < 200; round++) {
            MessageStream<EventMessage> stream =
                    new FluxMessageBridge(Flux.range(0, entries).map(n -> ENTRY).publishOn(Schedulers.parallel(), 1));
            CompletableFuture<Integer> count = stream.reduce(0, (sum, entry) -> sum + 1);
            assertThat(count).as("round %s", round).succeedsWithin(LIMIT).isEqualTo(entries);
        }
    }
}
