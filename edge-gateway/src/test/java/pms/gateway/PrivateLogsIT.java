package pms.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pms.access.Role;
import pms.gateway.auth.token.TokenIssuer;
import pms.gateway.support.Answer;
import pms.gateway.support.Client;
import pms.gateway.support.Surroundings;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whatever fails: the name that somebody searched for, or sent in a body, is not logged. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "PMS_DEMO=false",
            "pms.database.patience=30s",
            "pms.login.patience=60s",
            "pms.routing.connections=1",
            "pms.routing.waiting=1",
            "pms.routing.acquire-timeout=1s",
            "pms.routing.response-timeout=2s"
        })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class PrivateLogsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOWHERE = "127.0.0.1:11";
    private static final String MARK = "Zyxwvut";
    private static final String ID = "private-logs-1";

    @LocalServerPort
    private int port;

    @Autowired
    private TokenIssuer tokens;

    private Map<String, String> headers = Map.of();

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        Surroundings.describe(properties, "auth_private");
        properties.add("PMS_COMMAND_URL", () -> "http://" + NOWHERE);
        properties.add("PMS_ANALYTICS_URL", () -> "http://" + NOWHERE);
        properties.add("PMS_BILLING_GRPC_TARGET", () -> NOWHERE);
        properties.add("PMS_BILLING_TOKEN", () -> "any");
    }

    @BeforeEach
    void identify() {
        headers = new HashMap<>(Client.bearer(Objects.requireNonNull(
                        tokens.issue("admin@test.com", Role.ADMIN).block(PATIENCE))
                .value()));
        headers.put("X-Correlation-Id", ID);
    }

    @AfterEach
    void findsNoMarkInWhatWasLogged(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContainIgnoringCase(MARK);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/analytics/summary", // away
        "GET,  /api/audit",
        "GET,  /api/billing/accounts/0b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e",
        "POST, /api/patients",
        "GET,  /api/patients/silent", // too slow
        "GET,  /api/patients/cut" // hangs up
    })
    void whenAServiceDoesNotAnswer(String method, String path, CapturedOutput output) {
        Answer answer = client().send(method, path + "?q=" + MARK, headers, body(method));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(output.getAll()).as("it is logged under its id").contains("[" + ID + "] unavailable " + path + ": ");
    }

    @Test
    void whenTooManyWait(CapturedOutput output) {
        assertThat(Flux.range(0, 4)
                        .flatMap(i -> client().http(headers)
                                .get()
                                .uri("/api/patients/silent?q=" + MARK)
                                .responseSingle((response, body) -> body.asString()))
                        .collectList()
                        .block(PATIENCE))
                .isNotNull();
        assertThat(output.getAll()).contains("[" + ID + "] overloaded /api/patients/silent: ");
    }

    @Test
    void whenAServiceHangsUpAmidItsAnswer(CapturedOutput output) {
        assertThatThrownBy(() -> client().get("/api/patients/torn?q=" + MARK, headers))
                .hasMessageContaining("prematurely closed DURING response");
        assertThat(output.getAll()).contains("[" + ID + "] answer to /api/patients/torn cut off: ");
    }

    @Test
    void whenTheGatewayItselfFails(CapturedOutput output) {
        Answer answer = client().get("/api/patients/broken?q=" + MARK, headers);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(output.getAll())
                .contains("[" + ID + "] failed /api/patients/broken")
                .contains("java.lang.IllegalStateException", "Caused by: ", "BrokenGateway");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/patients?q=" + MARK + "%zz",
                "/api/patients?q=" + MARK + "%",
                "/api/patients?q=" + MARK + "%ff%00",
                "/api/patients?q=" + MARK + "[{|",
                "/api/patients?q=a " + MARK,
                "/api/patients?" + MARK + "%20=%C3%28",
                "/api/nothing?q=" + MARK,
                "/api//patients?q=" + MARK
            })
    void whenTheRequestIsNotGood(String target) throws IOException {
        assertThat(rawAnswer("GET " + target + " HTTP/1.1"))
                .as("else nothing was tried")
                .startsWith("HTTP/1.1 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"" + MARK,
                "{\"email\":{\"" + MARK + "\":1}}",
                "{\"" + MARK + "\":1}",
                "{\"email\":\"" + MARK + "\",\"password\":\"" + MARK + "\"}",
                "{\"email\":\"" + MARK + "@test.com\",\"password\":\"" + MARK + "\"}"
            })
    void whenABodyIsNotGood(String body) {
        Answer answer = client().send("POST", "/auth/login", Map.of("Content-Type", "application/json"), body);

        assertThat(answer.status()).isIn(400, 401);
    }

    @Test
    void whenABodyIsTooLarge() {
        assertThat(client().send("POST", "/api/patients?q=" + MARK, headers, MARK.repeat(200_000))
                        .status())
                .isEqualTo(413);
    }

    private static String body(String method) {
        return method.equals("GET") ? "" : "{\"name\":\"" + MARK + "\"}";
    }

    private Client client() {
        return new Client(port);
    }

    /** As no well-behaved client would ask. */
    private String rawAnswer(String requestLine) throws IOException {
        String request = requestLine + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                + headers.get("Authorization") + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A fault of the gateway, with the request in its messages. */
    @TestConfiguration(proxyBeanMethods = false)
    static class BrokenGateway {

        @Bean
        GlobalFilter breaking() {
            return (exchange, chain) -> {
                String uri = exchange.getRequest().getURI().toString();
                return uri.contains("/broken")
                        ? Mono.error(() -> new IllegalStateException(uri, new IllegalArgumentException(uri)))
                        : chain.filter(exchange);
            };
        }
    }
}
