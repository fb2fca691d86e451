package pms.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.gateway.routing.RoutingIT.with;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.gateway.support.Answer;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Surroundings;
import reactor.core.publisher.Flux;

class BoundsIT extends GatewayTest {

    private static final int LIMIT = 1 << 20;

    @Test
    void takesABodyAsLargeAsTheLimit() {
        Answer answer = client().send("POST", "/api/patients", loggedIn(), "x".repeat(LIMIT));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("body").asString()).hasSize(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 10 * LIMIT})
    void refusesALargerBodyWithoutTroublingTheService(int size) {
        int before = Surroundings.COMMAND_SIDE.requests();

        Answer answer = client().send("POST", "/api/patients", loggedIn(), "x".repeat(size));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("payload-too-large");
        assertThat(Surroundings.COMMAND_SIDE.requests()).isEqualTo(before);
    }

    @Test
    void takesAChunkedBodyAsLargeAsTheLimit() {
        Answer answer = client().sendChunked("POST", "/api/patients", loggedIn(), kibibytes(1024));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("body").asString()).hasSize(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1025, 10 * 1024})
    void refusesALargerChunkedBodyWhenThatManyBytesHaveCome(int kibibytes) {
        Answer answer = client().sendChunked("POST", "/api/patients", loggedIn(), kibibytes(kibibytes));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("payload-too-large");
    }

    @Test
    void refusesALargeChunkedLogin() {
        Map<String, String> headers = Map.of("Content-Type", "application/json");

        Answer answer = client().sendChunked("POST", "/auth/login", headers, kibibytes(2048));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void saysThatAServiceHungUpAndDoesNotSendTheCommandAgain() {
        int before = Surroundings.COMMAND_SIDE.requests();

        Answer answer = client().send("PUT", "/api/patients/cut", with(loggedIn(), "X-Correlation-Id", "c2"), "{}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
        assertThat(answer.header("X-Correlation-Id")).isEqualTo("c2");
        assertThat(Surroundings.COMMAND_SIDE.requests())
                .as("it may have been accepted: only the client can tell")
                .isEqualTo(before + 1);
    }

    private static Flux<String> kibibytes(int count) {
        return Flux.range(0, count).map(i -> "x".repeat(1024));
    }
}
