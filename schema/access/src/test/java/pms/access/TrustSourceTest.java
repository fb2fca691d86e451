package pms.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class TrustSourceTest {

    private static final TrustDocument DOCUMENT = new TrustDocument(List.of(), List.of(), List.of());

    private final Time time = new Time();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Mono<TrustDocument>> gateway = new AtomicReference<>(Mono.just(DOCUMENT));
    private final TrustSource source = new TrustSource(
            Mono.defer(() -> {
                asked.incrementAndGet();
                return gateway.get();
            }),
            time);

    private static final class Time extends Clock {

        private Instant now = Instant.parse("2026-03-01T00:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Trust current() {
        return source.current().blockOptional().orElseThrow();
    }

    @Test
    void asksWhenTheAnswerIs15SecondsOldAndNotBefore() {
        assertThat(asked).as("nobody needs it yet").hasValue(0);
        Trust first = current();
        time.pass(TrustSource.FRESH.minusMillis(1));
        assertThat(current()).isSameAs(first);
        time.pass(Duration.ofMillis(1));
        assertThat(current()).isNotSameAs(first);
        assertThat(asked).hasValue(2);
    }

    @Test
    void letsAllWhoComeMeanwhileShareOneAnswer() {
        Sinks.One<TrustDocument> late = Sinks.one();
        gateway.set(late.asMono());
        StepVerifier.create(Mono.zip(source.current(), source.current(), source.current()))
                .then(() -> late.tryEmitValue(DOCUMENT).orThrow())
                .assertNext(three ->
                        assertThat(three.getT1()).isSameAs(three.getT2()).isSameAs(three.getT3()))
                .verifyComplete();
        assertThat(asked).hasValue(1);
    }

    @Test
    void oneWhoLeavesDoesNotTakeTheAnswerFromTheOthers() {
        Sinks.One<TrustDocument> late = Sinks.one();
        gateway.set(late.asMono());
        source.current().subscribe().dispose();
        StepVerifier.create(source.current())
                .then(() -> late.tryEmitValue(DOCUMENT).orThrow())
                .expectNextCount(1)
                .verifyComplete();
        assertThat(asked).hasValue(1);
    }

    @Test
    void goesByTheLastAnswerForAWhileWhenTheGatewayIsAwayAndByNoneAfterThat() {
        Trust last = current();
        gateway.set(Mono.error(new IllegalStateException("away")));
        time.pass(TrustSource.USABLE.minusMillis(1));
        assertThat(current()).isSameAs(last);
        time.pass(Duration.ofMillis(1));
        StepVerifier.create(source.current()).verifyError(TrustUnavailable.class);
        gateway.set(Mono.just(DOCUMENT));
        time.pass(TrustSource.PAUSE);
        assertThat(current()).isNotSameAs(last);
    }

    /** The gateway reads the database each 10 s; a user who was disabled must be out within 60 s. */
    @Test
    void leavesTimeForWhatTheGatewayIsBehindItself() {
        assertThat(TrustSource.USABLE.plusSeconds(10)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void doesNotAskAGatewayThatIsAwayAgainAtOnce() {
        gateway.set(Mono.error(new IllegalStateException("away")));
        StepVerifier.create(source.current()).verifyError(TrustUnavailable.class);
        StepVerifier.create(source.current()).verifyError(TrustUnavailable.class);
        assertThat(asked).hasValue(1);
        time.pass(TrustSource.PAUSE);
        StepVerifier.create(source.current()).verifyError(TrustUnavailable.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksForAKeyThatIsUnknownAtOnceButNotForEachOne() {
        Trust first = current();
        Trust second = source.newerThan(first).blockOptional().orElseThrow();
        assertThat(second).isNotSameAs(first);
        assertThat(source.newerThan(first).blockOptional())
                .as("somebody else has asked")
                .containsSame(second);
        assertThat(source.newerThan(second).blockOptional()).as("too soon").containsSame(second);
        assertThat(asked).hasValue(2);
        time.pass(TrustSource.PAUSE_OF_UNKNOWN_KEYS);
        assertThat(source.newerThan(second).blockOptional().orElseThrow()).isNotSameAs(second);
    }

    @Test
    void anEmptyAnswerIsNone() {
        gateway.set(Mono.empty());
        StepVerifier.create(source.current()).verifyError(TrustUnavailable.class);
    }
}
