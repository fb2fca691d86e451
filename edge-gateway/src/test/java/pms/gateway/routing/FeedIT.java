package pms.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pms.gateway.support.Downstream;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Surroundings;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class FeedIT extends GatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Downstream QUERY_SIDE = Surroundings.QUERY_SIDE;

    @BeforeEach
    void beginAnew() {
        QUERY_SIDE.restartFeed();
    }

    @Test
    void passesEachEventOnBeforeTheNextIsThere() {
        feed(loggedIn())
                .as(StepVerifier::create)
                .then(() -> QUERY_SIDE.emit("id:1\ndata:{}\n\n"))
                .expectNext("id:1\ndata:{}\n\n")
                .then(() -> QUERY_SIDE.emit("id:2\ndata:{}\n\n"))
                .expectNext("id:2\ndata:{}\n\n")
                .then(() -> QUERY_SIDE.emit(":alive\n\n"))
                .expectNext(":alive\n\n")
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void letsGoOfTheServiceWhenTheClientIsGone() {
        int before = QUERY_SIDE.openFeeds();
        QUERY_SIDE.emit("id:1\n\n");

        feed(loggedIn())
                .as(StepVerifier::create)
                .expectNext("id:1\n\n")
                .then(() -> assertThat(QUERY_SIDE.openFeeds()).isEqualTo(before + 1))
                .thenCancel()
                .verify(PATIENCE);

        await().atMost(PATIENCE).until(() -> QUERY_SIDE.openFeeds() == before);
    }

    @Test
    void needsAToken() {
        assertThat(client().get("/api/patients/feed", Map.of()).status()).isEqualTo(401);
    }

    private Flux<String> feed(Map<String, String> headers) {
        return client().http(headers).get().uri("/api/patients/feed").response((response, body) -> {
            assertThat(response.responseHeaders().get("Content-Type")).startsWith("text/event-stream");
            return body.asString();
        });
    }
}
