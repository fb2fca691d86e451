package pms.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.access.Role;
import pms.gateway.support.Answer;
import pms.gateway.support.Billing;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Surroundings;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class DocsIT extends GatewayTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Call> documentedCalls() {
        return Stream.of(ApiDocument.values())
                .flatMap(document -> Call.in(JSON.readTree(document.toJson(JSON))).stream());
    }

    @ParameterizedTest
    @MethodSource("documentedCalls")
    void leadsEveryDocumentedCallSomewhere(Call call) {
        Surroundings.QUERY_SIDE.restartFeed();
        Surroundings.QUERY_SIDE.emit(":alive\n\n");
        String path = call.path().replaceAll("\\{[^}]*}", Billing.KNOWN);

        Integer status = client().http(loggedInAs(Role.ADMIN))
                .request(HttpMethod.valueOf(call.method()))
                .uri(path)
                .response((response, body) -> Mono.just(response.status().code()))
                .next()
                .block(Duration.ofSeconds(30));

        // 204: logout; 415: a call that needs a body; 404: a user with the id of a patient
        assertThat(status).isIn(path.startsWith("/auth/users/") ? List.of(404, 415) : List.of(200, 204, 415));
    }

    @ParameterizedTest
    @ValueSource(strings = {"patients", "auth", "analytics", "billing", "operations"})
    void servesEachDocumentAsJsonWithoutAToken(String name) {
        Answer answer = client().get("/api-docs/" + name, Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(answer.json().path("components").path("schemas").has("Problem"))
                .as("each is whole by itself")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "nothing", "patients.yaml", "PATIENTS"})
    void hasNoOtherDocuments(String name) {
        Answer answer = client().get("/api-docs/" + name, Map.of());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
    }

    @Test
    void servesThePageAndAllThatItIsMadeOf() {
        Answer page = client().get("/docs", Map.of());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy"))
                .as("the browser asks nobody else")
                .startsWith("default-src 'self'");
        List<String> parts = linked(page.body());
        assertThat(parts).hasSizeGreaterThan(4);
        for (String part : parts) {
            assertThat(client().get(part, Map.of()).status()).as(part).isEqualTo(200);
        }
    }

    @Test
    void isTheSamePageWithASlashAtItsEnd() {
        Answer page = client().get("/docs/", Map.of());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).isEqualTo(client().get("/docs", Map.of()).body());
    }

    @Test
    void zipsWhatThePageIsMadeOfForThoseWhoTakeThat() {
        String bundle = "/docs/swagger-ui-bundle.js";
        Answer zipped = client().get(bundle, Map.of("Accept-Encoding", "gzip"));
        Answer plain = client().get(bundle, Map.of());

        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(Long.parseLong(zipped.header("Content-Length")))
                .isLessThan(Long.parseLong(plain.header("Content-Length")) / 2);
    }

    @Test
    void linksEachDocumentForReadersWithoutJavaScript() {
        String page = client().get("/docs", Map.of()).body();

        assertThat(ApiDocument.values())
                .allSatisfy(document -> assertThat(page).contains("\"/api-docs/" + document.fileName() + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/application.yml", "/docs/swagger-initializer.js", "/docs/..", "/docs/%2e%2e"})
    void servesNoOtherFile(String path) {
        assertThat(client().get(path, Map.of()).status()).isIn(401, 404);
    }

    private static List<String> linked(String html) {
        return Pattern.compile("(?:src|href)=\"(/[^\"?]*)")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }
}
