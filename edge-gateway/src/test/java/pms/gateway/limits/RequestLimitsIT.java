package pms.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
import pms.gateway.support.Client;
import pms.gateway.support.Surroundings;

/** Behind one proxy, so that each test has addresses of its own. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "PMS_DEMO=false",
            "PMS_TRUSTED_PROXIES=1",
            "pms.limits.user=5",
            "pms.limits.open=3",
            "pms.limits.address=20",
            "pms.limits.period=1h",
            "pms.database.patience=30s",
            "pms.routing.response-timeout=60s"
        })
@DirtiesContext
class RequestLimitsIT {

    @LocalServerPort
    private int port;

    @Autowired
    private TokenIssuer tokens;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        Surroundings.describe(properties, "auth_limits");
    }

    @Test
    void slowsAUserDownFromWhereverTheyCome() {
        int before = Surroundings.QUERY_SIDE.requests();
        for (int i = 0; i < 5; i++) {
            assertThat(patients("ada@test.com", "192.0.2." + i).status()).isEqualTo(200);
        }

        Answer answer = patients("ada@test.com", "192.0.2.9");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("too-many-requests");
        assertThat(answer.header("Retry-After")).as("a fifth of an hour").isEqualTo("720");
        assertThat(answer.header("X-Correlation-Id")).isNotEmpty();
        assertThat(Surroundings.QUERY_SIDE.requests()).isEqualTo(before + 5);
        assertThat(patients("ben@test.com", "192.0.2.9").status())
                .as("others are not harmed")
                .isEqualTo(200);
    }

    @Test
    void slowsAnAddressDownWhoeverItSaysItIs() {
        for (int i = 0; i < 20; i++) {
            assertThat(get("/api/patients", Map.of("Authorization", "Bearer x" + i), "198.51.100.1")
                            .status())
                    .isEqualTo(401);
        }

        assertThat(get("/api/patients", Map.of("Authorization", "Bearer x"), "198.51.100.1")
                        .status())
                .isEqualTo(429);
        assertThat(patients("cy@test.com", "198.51.100.1").status()).isEqualTo(429);
        assertThat(patients("cy@test.com", "198.51.100.2").status()).isEqualTo(200);
    }

    @Test
    void takesLessOfWhatNeedsNoToken() {
        for (int i = 0; i < 3; i++) {
            assertThat(get("/auth/jwks", Map.of("Authorization", "Bearer junk"), "203.0.113.1")
                            .status())
                    .isEqualTo(200);
        }

        assertThat(get("/auth/jwks", Map.of(), "203.0.113.1").status()).isEqualTo(429);
        assertThat(get("/docs", Map.of(), "203.0.113.1").status()).isEqualTo(429);
        assertThat(get("/auth/jwks", Map.of(), "203.0.113.2").status()).isEqualTo(200);
        assertThat(patients("di@test.com", "203.0.113.1").status())
                .as("who has a token goes on")
                .isEqualTo(200);
    }

    @Test
    void doesNotBelieveWhatStandsBeforeTheProxysWord() {
        for (int i = 0; i < 3; i++) {
            assertThat(get("/auth/jwks", Map.of(), "10.0.0." + i + ", 203.0.113.7")
                            .status())
                    .isEqualTo(200);
        }

        assertThat(get("/auth/jwks", Map.of(), "10.0.0.9, 203.0.113.7").status())
                .isEqualTo(429);
    }

    @Test
    void tellsTheServiceTheAddressThatTheProxySaw() {
        Answer answer = patients("eve@test.com", "10.0.0.1, 203.0.113.8");

        assertThat(answer.json().path("headers").path("x-forwarded-for").asString())
                .isEqualTo("203.0.113.8");
    }

    private Answer patients(String user, String from) {
        String token = Objects.requireNonNull(tokens.issue(user, Role.ADMIN).block(Duration.ofSeconds(30)))
                .value();
        return get("/api/patients", Client.bearer(token), from);
    }

    private Answer get(String path, Map<String, String> headers, String from) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Forwarded-For", from);
        return new Client(port).get(path, all);
    }
}
