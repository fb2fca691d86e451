package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AppendQueueTest {

    private final AppendQueue queue = new AppendQueue(3, 100);
    private final List<Attempt> attempts = new ArrayList<>();

    @Test
    void givesInOrderAndWhatWasGivenBackFirst() {
        offer(1);
        offer(2);
        offer(3);
        PendingAppend first = take();
        PendingAppend second = take();
        queue.giveBack(List.of(first, second));
        assertThat(List.of(take().sizeBytes(), take().sizeBytes(), take().sizeBytes()))
                .containsExactly(1L, 2L, 3L);
        assertThat(queue.take()).isNull();
    }

    @Test
    void countsAnAppendUntilItIsAnswered() {
        offer(1);
        offer(1);
        offer(1);
        PendingAppend taken = take();
        assertThatThrownBy(() -> offer(1)).isInstanceOf(StoreOverloaded.class);
        queue.release(taken);
        offer(1);
    }

    @Test
    void countsBytes() {
        offer(90);
        assertThatThrownBy(() -> offer(11)).isInstanceOf(StoreOverloaded.class);
        offer(10);
        queue.release(take());
        offer(90);
    }

    @Test
    void wakesTheConsumerWhenSomethingComes() {
        StepVerifier.create(queue.available())
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(10))
                .then(() -> offer(1))
                .verifyComplete();
        StepVerifier.create(queue.available()).as("still there").verifyComplete();
    }

    @Test
    void wakesTheConsumerAtTheEndAndIsFinishedWhenAllIsAnswered() {
        offer(1);
        PendingAppend taken = take();
        StepVerifier.create(queue.available())
                .then(queue::close)
                .expectComplete()
                .verify();
        assertThat(queue.isFinished()).isFalse();
        StepVerifier.create(queue.available()).then(() -> queue.release(taken)).verifyComplete();
        assertThat(queue.isFinished()).isTrue();
        assertThatThrownBy(() -> offer(1)).isInstanceOf(StoreClosed.class);
    }

    @Test
    void refusesOldAppendsThatAreSurelyNotStored() {
        offer(1);
        offer(2);
        PendingAppend sent = take();
        sent.markMaybeStored();
        queue.giveBack(List.of(sent));
        queue.refuseUnsentOlderThan(Duration.ofHours(1), append -> new StoreUnavailable("young", null));
        queue.refuseUnsentOlderThan(Duration.ZERO, append -> new StoreUnavailable("old", null));
        assertThat(attempts.get(0).isDone()).isFalse();
        assertThat(attempts.get(1).outcome()).isEqualTo("StoreUnavailable");
        assertThat(take()).isSameAs(sent);
        assertThat(queue.take()).isNull();
    }

    private PendingAppend take() {
        PendingAppend taken = queue.take();
        assertThat(taken).isNotNull();
        return Objects.requireNonNull(taken);
    }

    private void offer(long sizeBytes) {
        List<RuntimeException> refusals = new ArrayList<>();
        attempts.add(Attempt.start(Mono.create(sink -> {
            try {
                queue.offer(new PendingAppend(List.of(Events.event()), AppendCondition.none(), sizeBytes, sink));
            } catch (EventStoreException refusal) {
                refusals.add(refusal);
            }
        })));
        if (!refusals.isEmpty()) {
            throw refusals.getFirst();
        }
    }
}
