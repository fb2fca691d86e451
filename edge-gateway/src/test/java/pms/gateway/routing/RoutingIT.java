package pms.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.gateway.support.Answer;
import pms.gateway.support.Downstream;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Surroundings;
import tools.jackson.databind.JsonNode;

class RoutingIT extends GatewayTest {

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/patients?q=a%20b&page=0,            query-side",
        "GET,    /api/patients/1/history,                 query-side",
        "GET,    /api/patients/1/encounters?page=1,       query-side",
        "GET,    /api/patients/1/encounters/2,            query-side",
        "POST,   /api/patients/1/encounters/2/finish,     command-side",
        "GET,    /api/patients/1?asOf=2024-01-01T00:00Z,  query-side",
        "POST,   /api/patients,                           command-side",
        "PUT,    /api/patients/1,                         command-side",
        "DELETE, /api/patients/1,                         command-side",
        "POST,   /api/patients/1/encounters,              command-side",
        "POST,   /api/patients/1/erasure,                 command-side",
        "GET,    /api/analytics/summary,                  analytics-projector",
        "GET,    /api/analytics/registrations?bucket=day, analytics-projector",
        "POST,   /api/analytics/rebuilds,                 analytics-projector",
        "DELETE, /api/analytics/rebuilds/1,               analytics-projector",
        "GET,    /api/analytics/rebuilds/1/progress,      analytics-projector",
        "POST,   /api/directory/rebuilds/1/switch,        query-side",
        "GET,    /api/directory/rebuilds/1/progress,      query-side",
        "GET,    /api/audit?patient=1,                    analytics-projector"
    })
    void sendsEachCallToTheServiceThatAnswersIt(String method, String path, String service) {
        Answer answer = client().send(method, path, loggedIn(), "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("service").asString()).isEqualTo(service);
        assertThat(answer.json().path("method").asString()).isEqualTo(method);
        assertThat(answer.json().path("uri").asString()).isEqualTo(path);
    }

    @Test
    void passesOnBodyAndHeadersBothWays() {
        Map<String, String> headers = with(loggedIn(), "Content-Type", "application/json", "If-Match", "\"6\"");
        headers.put("Idempotency-Key", "k1");

        Answer answer = client().send("PUT", "/api/patients/1", headers, "{\"name\":\"Ada\"}");

        assertThat(answer.json().path("body").asString()).isEqualTo("{\"name\":\"Ada\"}");
        assertThat(seen(answer, "if-match")).isEqualTo("\"6\"");
        assertThat(seen(answer, "idempotency-key")).isEqualTo("k1");
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.header("PMS-Position")).isEqualTo("42");
    }

    @Test
    void passesAProblemFromBelowOnUnchanged() {
        Answer answer = client().send("PUT", "/api/patients/refused", loggedIn(), "{}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).isEqualTo(Downstream.REFUSAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api",
                "/api/nothing",
                "/api/patients/1/nothing",
                "/api/patients/",
                "/internal/trust",
                "/actuator",
                "/actuator/env",
                "/console"
            })
    void knowsNoOtherPath(String path) {
        Answer answer = client().get(path, loggedIn());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
        assertThat(answer.json().path("instance").asString()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/patients/../../actuator/projections",
                "/api/patients/..%2f..%2factuator",
                "/api/patients/%2e%2e/x",
                "/api//patients",
                "/api/patients/1;v=2",
                "/api/patients/%00",
                "/docs/..%2fapi%2fpatients"
            })
    void knowsNoPathWithTwoReadings(String path) {
        int before = Surroundings.QUERY_SIDE.requests();

        assertThat(client().get(path, loggedIn()).status()).isEqualTo(404);
        assertThat(Surroundings.QUERY_SIDE.requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH,   /api/patients/1,        'DELETE, GET, HEAD, PUT'",
        "OPTIONS, /api/patients,          'GET, HEAD, POST'",
        "TRACE,   /api/patients,          'GET, HEAD, POST'",
        "DELETE,  /api/analytics/summary, 'GET, HEAD'",
        "POST,    /api/audit,             'GET, HEAD'"
    })
    void saysWhichMethodsAPathHas(String method, String path, String allowed) {
        Answer answer = client().send(method, path, loggedIn(), "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void answersAHeadLikeAGetWithoutABody() {
        Answer answer = client().send("HEAD", "/api/patients/1", loggedIn(), "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.body()).isEmpty();
    }

    static Map<String, String> with(Map<String, String> headers, String... more) {
        Map<String, String> all = new HashMap<>(headers);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    static String seen(Answer answer, String header) {
        JsonNode value = answer.json().path("headers").path(header);
        return value.isMissingNode() ? "" : value.asString();
    }
}
