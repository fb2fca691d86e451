package pms.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.gateway.routing.RoutingIT.seen;
import static pms.gateway.routing.RoutingIT.with;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.gateway.support.Answer;
import pms.gateway.support.GatewayTest;

class HygieneIT extends GatewayTest {

    @Test
    void saysWhereTheRequestComesFromAndDoesNotLetTheClientSayIt() {
        Answer answer = client().get("/api/patients", with(loggedIn(), "X-Forwarded-For", "10.0.0.1"));

        assertThat(seen(answer, "x-forwarded-for")).isEqualTo("127.0.0.1");
    }

    @Test
    void doesNotLetTheClientHaveWhatTheGatewaySaysRemoved() {
        String named = "X-Forwarded-For, X-Correlation-Id, Authorization";
        Answer answer = client().get("/api/patients", with(loggedIn(), "Connection", named));

        assertThat(seen(answer, "x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(seen(answer, "x-correlation-id")).isNotEmpty();
        assertThat(seen(answer, "authorization")).startsWith("Bearer ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PMS-Actor",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Forwarded-Prefix",
                "Forwarded",
                "Proxy-Authorization",
                "Keep-Alive",
                "TE",
                "Upgrade",
                "Traceparent",
                "Tracestate",
                "Baggage"
            })
    void passesOnNothingThatTheClientHasNoRightToSay(String header) {
        Answer answer = client().get("/api/patients", with(loggedIn(), header, "for=10.0.0.1"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(seen(answer, header.toLowerCase(Locale.ROOT))).isEmpty();
    }

    @Test
    void dropsTheHeadersThatOnlyConcernTheConnection() {
        Answer answer = client().get("/api/patients", with(loggedIn(), "Connection", "X-Mine", "X-Mine", "1"));

        assertThat(seen(answer, "x-mine")).isEmpty();
    }

    @Test
    void passesTheTokenOnSoThatServicesCanCheckIt() {
        Map<String, String> headers = loggedIn();

        assertThat(seen(client().get("/api/patients", headers), "authorization"))
                .isEqualTo(headers.get("Authorization"));
    }

    @Test
    void keepsTheClientsCorrelationIdAllTheWay() {
        Answer answer = client().get("/api/patients", with(loggedIn(), "X-Correlation-Id", "my.id-1_2"));

        assertThat(seen(answer, "x-correlation-id")).isEqualTo("my.id-1_2");
        assertThat(answer.allHeaders("X-Correlation-Id"))
                .as("once, whatever the service behind answered")
                .containsExactly("my.id-1_2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "has space",
                "drop;table",
                "äö",
                "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void makesAnIdWhereTheClientsIsNotValid(String id) {
        Answer answer = client().get("/api/patients", with(loggedIn(), "X-Correlation-Id", id));

        assertThat(answer.header("X-Correlation-Id"))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(seen(answer, "x-correlation-id")).isEqualTo(answer.header("X-Correlation-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/patients", "/auth/validate", "/auth/jwks", "/actuator/health", "/nothing", "/docs"})
    void putsTheIdOnEveryAnswer(String path) {
        assertThat(client().get(path, Map.of("X-Correlation-Id", "c1")).allHeaders("X-Correlation-Id"))
                .containsExactly("c1");
    }
}
