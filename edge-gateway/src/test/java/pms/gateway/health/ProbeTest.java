package pms.gateway.health;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ProbeTest {

    private static final HealthSettings SETTINGS = new HealthSettings(Duration.ofSeconds(2), Duration.ofSeconds(1));

    @Test
    void isDownWhenThePartDoesNotAnswerInTime() {
        StepVerifier.withVirtualTime(
                        () -> new Probe(Mono.never(), SETTINGS).health().map(Health::getStatus))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(1999))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(Status.DOWN)
                .verifyComplete();
    }

    @Test
    void isDownWhenThePartIsNotThere() {
        new Probe(Mono.error(new IOException("refused")), SETTINGS)
                .health()
                .map(Health::getStatus)
                .as(StepVerifier::create)
                .expectNext(Status.DOWN)
                .verifyComplete();
    }

    @Test
    void asksOnceForAllWhoWantToKnowWithinASecond() {
        AtomicInteger asked = new AtomicInteger();
        StepVerifier.withVirtualTime(() -> {
                    Probe probe = new Probe(Mono.fromRunnable(asked::incrementAndGet), SETTINGS);
                    return probe.health()
                            .then(probe.health())
                            .then(Mono.fromSupplier(asked::get))
                            .concatWith(Mono.delay(Duration.ofMillis(1001))
                                    .then(probe.health())
                                    .then(Mono.fromSupplier(asked::get)));
                })
                .expectNext(1)
                .thenAwait(Duration.ofMillis(1001))
                .expectNext(2)
                .verifyComplete();
    }
}
