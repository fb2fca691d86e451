package pms.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.accountOpened;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pms.access.ForgedTokens;
import pms.access.Role;
import pms.query.App;
import pms.query.TestTrust;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Who may open a feed, and what happens to it when the service stops. */
class OpenFeedsIT {

    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static App app;

    @BeforeAll
    static void start() {
        app = new App("openfeeds", "--pms.feed.per-user=3");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void goesOnAfterTheLastIdThoughTheServiceStartedAgain() {
        try (App other = new App("feedrestart")) {
            LongStream.rangeClosed(1, 5).forEach(n -> other.relay().send(ADA, accountOpened(ADA, "A-" + n)));
            SseClient before = new SseClient(other, "reader");
            assertThat(before.events(0L)
                            .take(3)
                            .map(SseClient::position)
                            .collectList()
                            .block(SseClient.PATIENCE))
                    .containsExactly(1L, 2L, 3L);
            StepVerifier.create(new SseClient(other, "reader").events(0L))
                    .expectNextCount(5)
                    .then(other::restart)
                    .thenConsumeWhile(note -> true)
                    .expectComplete()
                    .verify(SseClient.PATIENCE);
            other.relay().publishAgain();
            other.relay().send(ADA, accountOpened(ADA, "A-6"));
            assertThat(new SseClient(other, "reader")
                            .events(3L)
                            .take(3)
                            .map(SseClient::position)
                            .collectList()
                            .block(SseClient.PATIENCE))
                    .containsExactly(4L, 5L, 6L);
        }
    }

    @Test
    void endsWithTheToken() {
        Clock past = Clock.offset(
                Clock.systemUTC(), Duration.ofMinutes(15).minusSeconds(10).negated());
        String nearlyOver = new ForgedTokens(TestTrust.TOKENS.keyId(), TestTrust.TOKENS.real(), past)
                .good("nearly@hospital.test", Role.CLINICIAN);
        assertThat(app.streams()
                        .get()
                        .uri("/api/patients/feed")
                        .headers(headers -> headers.setBearerAuth(nearlyOver))
                        .retrieve()
                        .bodyToFlux(String.class)
                        .then(Mono.just("ended"))
                        .block(SseClient.PATIENCE))
                .isEqualTo("ended");
    }

    @Test
    void refusesAPositionThatIsNone() {
        for (String bad : List.of("-1", "x", "1.5", "99999999999999999999")) {
            app.client()
                    .get()
                    .uri("/api/patients/feed")
                    .header("Last-Event-ID", bad)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors['Last-Event-ID']")
                    .exists();
        }
        app.client()
                .get()
                .uri("/api/patients/feed?lastEventId=x")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors.lastEventId")
                .exists();
        app.client()
                .get()
                .uri("/api/patients/feed?patient=7")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors.patient")
                .exists();
    }

    @Test
    void refusesAUserThatHasTooManyFeedsOpenUntilOneIsClosed() {
        Sinks.Empty<Void> end = Sinks.empty();
        Flux<Integer> three = Flux.range(0, 3)
                .flatMap(n -> open("hungry", end.asMono()))
                .replay()
                .autoConnect();
        assertThat(three.take(3).collectList().block(SseClient.PATIENCE)).containsOnly(200);
        assertThat(open("hungry", end.asMono()).blockFirst(SseClient.PATIENCE)).isEqualTo(429);
        assertThat(open("modest", end.asMono()).blockFirst(SseClient.PATIENCE)).isEqualTo(200);
        end.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        assertThat(three.count().block(SseClient.PATIENCE)).isEqualTo(3);
        assertThat(Flux.defer(() -> open("hungry", Mono.empty()))
                        .repeat()
                        .any(status -> status == 200)
                        .block(SseClient.PATIENCE))
                .as("a place is free again")
                .isTrue();
    }

    /** Answers the status at once, and keeps the feed open until the end. */
    private static Flux<Integer> open(String user, Mono<Void> end) {
        String token = TestTrust.TOKENS.good(user, Role.CLINICIAN);
        return app.streams()
                .get()
                .uri("/api/patients/feed")
                .headers(headers -> headers.setBearerAuth(token))
                .exchangeToFlux(response -> Flux.concat(
                        Mono.just(response.statusCode().value()),
                        response.bodyToFlux(String.class)
                                .takeUntilOther(end)
                                .ignoreElements()
                                .cast(Integer.class)));
    }
}
