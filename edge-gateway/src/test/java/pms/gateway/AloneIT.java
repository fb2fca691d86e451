package pms.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pms.access.Role;
import pms.gateway.auth.token.TokenIssuer;
import pms.gateway.support.Answer;
import pms.gateway.support.Billing;
import pms.gateway.support.Client;
import pms.gateway.support.Surroundings;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A gateway without the demo user, with most services away and one connection to the one that is there. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "PMS_DEMO=false",
            "pms.database.patience=30s",
            "pms.login.patience=60s",
            "pms.health.timeout=30s",
            "pms.routing.connections=1",
            "pms.routing.waiting=1",
            "pms.routing.acquire-timeout=1s",
            "pms.routing.response-timeout=2s"
        })
@DirtiesContext
class AloneIT {

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(2);
    private static final String NOWHERE = "127.0.0.1:11";

    @LocalServerPort
    private int port;

    @Autowired
    private TokenIssuer tokens;

    private Map<String, String> headers = Map.of();

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        Surroundings.describe(properties, "auth_alone");
        properties.add("PMS_COMMAND_URL", () -> "http://" + NOWHERE);
        properties.add("PMS_ANALYTICS_URL", () -> "http://" + NOWHERE);
        properties.add("PMS_BILLING_URL", () -> "http://" + NOWHERE);
        properties.add("PMS_BILLING_GRPC_TARGET", () -> NOWHERE);
        properties.add("PMS_BILLING_TOKEN", () -> "any");
    }

    @BeforeEach
    void identify() {
        headers = Client.bearer(Objects.requireNonNull(
                        tokens.issue("admin@test.com", Role.ADMIN).block(Duration.ofSeconds(30)))
                .value());
    }

    @Test
    void hasNoDemoUserUnlessAskedFor() {
        String login = "{\"email\":\"testuser@test.com\",\"password\":\"password123\"}";

        Answer answer = client().send("POST", "/auth/login", Map.of("Content-Type", "application/json"), login);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("invalid-credentials");
    }

    @Test
    void saysThatTheServiceIsAwayWhateverTheProtocol() {
        for (String path : List.of("/api/analytics/summary", "/api/audit", "/api/billing/accounts/" + Billing.KNOWN)) {
            Answer answer = client().get(path, headers);

            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.header("X-Correlation-Id")).isNotEmpty();
        }
        assertThat(client().send("POST", "/api/patients", headers, "{}").status())
                .isEqualTo(503);
    }

    @Test
    void saysThatAServiceDoesNotAnswerInTime() {
        Answer answer = client().get("/api/patients/silent", headers);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body()).as("nothing from below leaks").doesNotContain("Exception", "127.0.0.1");
    }

    @Test
    void letsTheFeedOutliveTheResponseTimeoutOfOtherCalls() {
        Surroundings.QUERY_SIDE.restartFeed();

        client().http(headers)
                .get()
                .uri("/api/patients/feed")
                .response((response, body) -> body.asString())
                .as(StepVerifier::create)
                .then(() -> Surroundings.QUERY_SIDE.emit("id:1\n\n"))
                .expectNext("id:1\n\n")
                .thenAwait(RESPONSE_TIMEOUT.plusMillis(500))
                .then(() -> Surroundings.QUERY_SIDE.emit("id:2\n\n"))
                .expectNext("id:2\n\n")
                .thenCancel()
                .verify(Duration.ofSeconds(60));
    }

    @Test
    void isNotHealthyButReady() {
        Answer answer = client().get("/actuator/health", Map.of());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json()
                        .path("components")
                        .path("command-side")
                        .path("status")
                        .asString())
                .isEqualTo("DOWN");
        assertThat(answer.json()
                        .path("components")
                        .path("query-side")
                        .path("status")
                        .asString())
                .isEqualTo("UP");
        assertThat(client().get("/actuator/health/readiness", Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatFindsNoPlaceInTheQueueForAConnection() {
        List<String> codes = Objects.requireNonNull(Flux.range(0, 4)
                .flatMap(i -> code("/api/patients/silent"))
                .collectList()
                .block(Duration.ofSeconds(60)));

        assertThat(codes)
                .as("one waits for the service, one for its connection, two find no place")
                .containsExactlyInAnyOrder("unavailable", "unavailable", "overloaded", "overloaded");
    }

    private Mono<String> code(String path) {
        return client().http(headers)
                .get()
                .uri(path)
                .responseSingle((response, body) -> body.asString()
                        .map(text -> new Answer(response.status().code(), response.responseHeaders(), text)))
                .map(Answer::code);
    }

    private Client client() {
        return new Client(port);
    }
}
