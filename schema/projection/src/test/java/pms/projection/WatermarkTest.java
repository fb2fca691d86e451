package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class WatermarkTest {

    private final Watermark watermark = new Watermark();

    @Test
    void saysNothingBeforeItIsKnown() {
        StepVerifier.create(watermark.positions())
                .expectSubscription()
                .then(() -> watermark.advance(0))
                .expectNext(0L)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void neverStepsBack() {
        watermark.advance(5);
        watermark.advance(3);
        assertThat(watermark.position()).isEqualTo(5);
        StepVerifier.create(watermark.positions())
                .expectNext(5L)
                .then(() -> watermark.advance(4))
                .then(() -> watermark.advance(9))
                .expectNext(9L)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void tellsASlowSubscriberTheLatestOnly() {
        watermark.advance(1);
        StepVerifier.create(watermark.positions(), 1)
                .expectNext(1L)
                .then(() -> {
                    for (long position = 2; position <= 1000; position++) {
                        watermark.advance(position);
                    }
                })
                .thenRequest(1)
                .expectNext(1000L)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void wakesWhoWaitsForAPosition() {
        StepVerifier.create(watermark.reached(7))
                .then(() -> watermark.advance(6))
                .then(() -> watermark.advance(8))
                .expectNext(8L)
                .verifyComplete();
    }

    @Test
    void keepsNobodyWaitingWhoIsLate() {
        watermark.advance(8);
        StepVerifier.create(watermark.reached(7)).expectNext(8L).verifyComplete();
    }
}
