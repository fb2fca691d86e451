package pms.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class FeedStreamTest {

    private static final FeedSettings SETTINGS =
            new FeedSettings(Duration.ofSeconds(15), 8, 3, 2, 2, 3, Duration.ofSeconds(10));

    @Test
    void keepsAnIdleFeedAliveWithACommentEach15Seconds() {
        OpenFeeds open = new OpenFeeds(SETTINGS, new SimpleMeterRegistry());
        StepVerifier.withVirtualTime(() -> FeedStream.withComments(Flux.never(), SETTINGS.keepAlive())
                        .map(event -> String.valueOf(event.comment())))
                .expectNext("open")
                .expectNoEvent(Duration.ofSeconds(15).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext("alive")
                .thenAwait(Duration.ofSeconds(30))
                .expectNext("alive", "alive")
                .thenCancel()
                .verify();
        assertThat(open.openOf("a")).isZero();
    }

    @Test
    void writesAnEventWithItsPositionAsTheId() {
        TestPublisher<FeedEvent> events = TestPublisher.create();
        StepVerifier.create(FeedStream.withComments(events.flux(), SETTINGS.keepAlive())
                        .filter(event -> event.comment() == null))
                .then(() -> events.next(new FeedEvent(7, new UUID(0, 1), "PatientAmended", "{}", "[]")))
                .assertNext(event -> {
                    assertThat(event.id()).isEqualTo("7");
                    assertThat(event.event()).isEqualTo("PatientAmended");
                    assertThat(event.data()).isEqualTo("{}");
                })
                .thenCancel()
                .verify(SseClient.PATIENCE);
    }

    @Test
    void givesThePlaceBackHoweverTheFeedEnds() {
        OpenFeeds open = new OpenFeeds(SETTINGS, new SimpleMeterRegistry());
        Flux<ServerSentEvent<String>> failing = FeedStream.counted(open, "a", Flux.error(new IllegalStateException()));
        StepVerifier.create(failing).verifyError(IllegalStateException.class);
        StepVerifier.create(FeedStream.counted(open, "a", Flux.never()))
                .thenCancel()
                .verify(SseClient.PATIENCE);
        StepVerifier.create(FeedStream.counted(open, "a", Flux.empty())).verifyComplete();
        assertThat(open.openOf("a")).isZero();
    }

    @Test
    void countsAUserAndAllUsersTogether() {
        OpenFeeds open = new OpenFeeds(SETTINGS, new SimpleMeterRegistry());
        open.open("a");
        open.open("a");
        assertThat(Mono.fromCallable(() -> open.open("a"))
                        .map(user -> "open")
                        .onErrorReturn("refused")
                        .block())
                .isEqualTo("refused");
        open.open("b");
        assertThat(Mono.fromCallable(() -> open.open("c"))
                        .map(user -> "open")
                        .onErrorReturn("refused")
                        .block())
                .isEqualTo("refused");
        open.close("a");
        assertThat(open.open("c")).isEqualTo("c");
    }
}
