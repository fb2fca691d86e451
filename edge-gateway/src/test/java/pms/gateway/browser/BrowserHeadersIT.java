package pms.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.gateway.support.Answer;
import pms.gateway.support.GatewayTest;

class BrowserHeadersIT extends GatewayTest {

    @ParameterizedTest
    @ValueSource(strings = {"/api/patients", "/auth/jwks", "/actuator/health", "/nothing", "/api//x", "/api-docs/auth"})
    void secureEveryAnswer(String path) {
        for (Map<String, String> headers : List.of(loggedIn(), Map.<String, String>of())) {
            Answer answer = client().get(path, headers);

            assertThat(answer.allHeaders("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.allHeaders("X-Frame-Options")).containsExactly("DENY");
            assertThat(answer.allHeaders("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(answer.allHeaders("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; frame-ancestors 'none'");
            assertThat(answer.allHeaders("Cache-Control")).hasSize(1);
            assertThat(answer.header("Strict-Transport-Security"))
                    .as("only over TLS")
                    .isEmpty();
        }
    }

    @Test
    void keepPatientsOutOfCaches() {
        assertThat(client().get("/api/patients/1", loggedIn()).header("Cache-Control"))
                .isEqualTo("no-store");
    }

    @Test
    void leaveThePageOfTheDocumentsItsOwnPolicy() {
        Answer page = client().get("/docs", Map.of());

        assertThat(page.allHeaders("Content-Security-Policy")).hasSize(1);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).contains("max-age=3600");
    }

    @Test
    void allowNoOtherOriginByDefault() {
        Answer preflight = client().send(
                        "OPTIONS",
                        "/api/patients",
                        Map.of("Origin", "https://evil.example", "Access-Control-Request-Method", "GET"),
                        "");

        assertThat(preflight.status()).isEqualTo(401);
        assertThat(preflight.headers().names()).noneMatch(name -> name.startsWith("Access-Control"));
    }
}
