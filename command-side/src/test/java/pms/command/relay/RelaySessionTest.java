package pms.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import pms.kafka.KafkaSecurity;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class RelaySessionTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
    private final Senders senders = new Senders(new KafkaProperties(
            "127.0.0.1:1", KafkaSecurity.PLAINTEXT, "events", "audit", 1, (short) 0, 16, Duration.ofSeconds(2)));
    private final RelaySession session = RelaySession.of(
            senders.open(new Marks(Map.of(), List.of())).blockOptional().orElseThrow(), 16);

    @BeforeEach
    void listen() {
        Hooks.onErrorDropped(dropped::add);
    }

    @AfterEach
    void stopListening() {
        Hooks.resetOnErrorDropped();
    }

    /** As a producer does whose acknowledgements come while it is being closed. */
    @Test
    void dropsNoErrorWhenMoreIsAskedForWhileTheSenderCloses() {
        TestPublisher<Integer> records = TestPublisher.create();
        Asking asking = new Asking();
        session.onItsThread(records.flux()).subscribe(asking);
        records.next(1, 2, 3);

        session.close(Mono.fromRunnable(() -> asking.request(10)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LONG);

        assertThat(asking.failures).isEmpty();
        assertThat(dropped).isEmpty();
        assertThat(session.thread().isDisposed()).isTrue();
    }

    @Test
    void leavesTheTailOnceItIsOver() {
        TestPublisher<Integer> records = TestPublisher.create();
        session.onItsThread(records.flux()).subscribe(new Asking());

        session.close(senders.close(session.sender()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LONG);

        records.assertWasCancelled();
    }

    @Test
    void endsItsThreadAlsoWhenTheSenderDoesNotClose() {
        session.close(Mono.error(new IllegalStateException("does not close")))
                .as(StepVerifier::create)
                .expectErrorMessage("does not close")
                .verify(LONG);

        assertThat(session.thread().isDisposed()).isTrue();
    }

    /** Takes one and never leaves, as a sender that failed. */
    private static final class Asking extends BaseSubscriber<Integer> {
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(1);
        }

        @Override
        protected void hookOnError(Throwable failure) {
            failures.add(failure);
        }
    }
}
