package pms.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import pms.query.App;
import pms.query.TestTrust;

class ProblemsIT {

    private static final String ANY = "/api/patients/00000000-0000-4000-8000-000000000001";
    private static App app;

    @BeforeAll
    static void start() {
        app = new App("problems", "--pms.position.patience=200ms");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/patients?page=-1 | page",
                "/api/patients?page=x | page",
                "/api/patients?page=99999999999 | page",
                "/api/patients?size=0 | size",
                "/api/patients?size=100000 | size",
                "/api/patients?sort=address | sort",
                "/api/patients?sort=name;drop | sort",
                "/api/patients?q=%00 | q",
                "/api/patients/7 | id",
                "/api/patients/7/history | id",
                "/api/patients/7?asOf=2024-01-01T00:00:00Z | id",
                "/api/patients/00000000-0000-4000-8000-000000000001?asOf=yesterday | asOf",
                "/api/patients/00000000-0000-4000-8000-000000000001?asOf=-99999-01-01T00:00:00Z | asOf",
                "/api/patients/00000000-0000-4000-8000-000000000001?asOf= | asOf",
                "/api/patients/00000000-0000-4000-8000-000000000001?asOf=2024-02-30T00:00:00Z | asOf",
            })
    void namesTheParameterThatIsNotValid(String path, String parameter) {
        problem(get(path), 400, "invalid-parameter")
                .jsonPath("$.errors." + parameter)
                .isNotEmpty();
    }

    @Test
    void namesAllParametersThatAreNotValid() {
        problem(get("/api/patients?page=-1&size=x&sort=y"), 400, "invalid-parameter")
                .jsonPath("$.errors.length()")
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"-1", "x", "1.0", "99999999999999999999"})
    void refusesAPositionThatIsNone(String position) {
        problem(app.client().get().uri(ANY).header("PMS-Position", position).exchange(), 400, "invalid-parameter")
                .jsonPath("$.errors['PMS-Position']")
                .isNotEmpty();
    }

    @Test
    void advisesToComeAgainWhenThePositionIsNotReached() {
        ResponseSpec answer =
                app.client().get().uri(ANY).header("PMS-Position", "1000000").exchange();
        answer.expectHeader().valueEquals("Retry-After", "1");
        problem(answer, 503, "position-not-reached");
    }

    @Test
    void saysWhichPositionTheViewIncludes() {
        get("/api/patients").expectStatus().isOk().expectHeader().valueEquals("PMS-Position", "0");
    }

    @Test
    void knowsNoSuchPatient() {
        problem(get(ANY), 404, "patient-not-found").jsonPath("$.instance").isEqualTo(ANY);
    }

    @Test
    void knowsNoSuchPath() {
        problem(get("/api/nothing"), 404, "not-found");
    }

    @Test
    void answersNothingButGet() {
        problem(app.client().delete().uri(ANY).exchange(), 405, "method-not-allowed");
    }

    @Test
    void givesJsonOnly() {
        problem(
                app.client()
                        .get()
                        .uri("/api/patients")
                        .accept(MediaType.APPLICATION_PDF)
                        .exchange(),
                406,
                "not-acceptable");
    }

    @Test
    void answersAnEmptyDirectoryWithAnEmptyPage() {
        get("/api/patients?page=5")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Total-Count", "0")
                .expectBody()
                .json("[]");
    }

    @Test
    void echoesAValidCorrelationIdAndReplacesAnyOther() {
        app.client()
                .get()
                .uri(ANY)
                .header("X-Correlation-Id", "abc-1")
                .exchange()
                .expectHeader()
                .valueEquals("X-Correlation-Id", "abc-1");
        String made = app.client()
                .get()
                .uri(ANY)
                .header("X-Correlation-Id", "not valid!")
                .exchange()
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst("X-Correlation-Id");
        assertThat(UUID.fromString(String.valueOf(made))).isNotNull();
    }

    @Test
    void tellsHealthAndHowFarTheViewIs() {
        get("/actuator/health")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
        get("/actuator/health/readiness").expectStatus().isOk();
        get("/actuator/health/liveness").expectStatus().isOk();
        app.client(TestTrust.OPERATOR)
                .get()
                .uri("/actuator/projections")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"projections\": [{\"name\": \"directory\", \"position\": 0}]}");
    }

    private static ResponseSpec get(String path) {
        return app.client().get().uri(java.net.URI.create(app.url() + path)).exchange();
    }

    private static org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec problem(
            ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status);
        answer.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
        answer.expectHeader().exists("X-Correlation-Id");
        return answer.expectBody()
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.type")
                .isEqualTo("urn:pms:problem:" + code)
                .jsonPath("$.status")
                .isEqualTo(status);
    }
}
