package pms.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pms.gateway.support.Answer;
import pms.gateway.support.Client;
import pms.gateway.support.Surroundings;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"PMS_DEMO=false", "PMS_CORS_ORIGINS=https://app.example.org,http://localhost:5173"})
@DirtiesContext
class CorsIT {

    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        Surroundings.describe(properties, "auth_cors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.org", "http://localhost:5173"})
    void answersThePreflightOfANamedOriginWithoutAToken(String origin) {
        Answer answer = preflight(origin, "PUT", "authorization, if-match");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.allHeaders(ALLOWED)).containsExactly(origin);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("PUT");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualToIgnoringCase("authorization, if-match");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example.org",
                "https://app.example.org.evil.example",
                "https://xapp.example.org",
                "https://app.example.org:444",
                "null"
            })
    void refusesEveryOther(String origin) {
        assertThat(preflight(origin, "GET", "authorization").status()).isEqualTo(403);
        Answer answer = client().get("/auth/jwks", Map.of("Origin", origin));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header(ALLOWED)).isEmpty();
    }

    @Test
    void refusesAMethodAndAHeaderThatThereIsNot() {
        assertThat(preflight("https://app.example.org", "TRACE", "authorization")
                        .status())
                .isEqualTo(403);
        assertThat(preflight("https://app.example.org", "GET", "x-evil").header("Access-Control-Allow-Headers"))
                .isEmpty();
    }

    @Test
    void letsAPageReadAProblemAsWell() {
        Answer answer = client().get("/api/patients", Map.of("Origin", "https://app.example.org"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.allHeaders(ALLOWED)).containsExactly("https://app.example.org");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("WWW-Authenticate", "Retry-After");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://*.example.org", "https://app.example.org/", "app.example.org", "null"})
    void takesOnlyExactOriginsFromItsConfiguration(String origin) {
        assertThatThrownBy(() -> new CorsSettings(List.of(origin))).hasMessageContaining("PMS_CORS_ORIGINS");
    }

    private Answer preflight(String origin, String method, String headers) {
        Map<String, String> asked = Map.of(
                "Origin", origin, "Access-Control-Request-Method", method, "Access-Control-Request-Headers", headers);
        return client().send("OPTIONS", "/api/patients/1", asked, "");
    }

    private Client client() {
        return new Client(port);
    }
}
