package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pms.schema.patient.v1.Gender;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestsIT {
    private static final String NAME = "requests";
    private EventTopic topic;
    private RunningAnalytics analytics;

    @BeforeAll
    void start() {
        topic = new EventTopic(NAME);
        analytics = new RunningAnalytics(NAME, Servers.postgres().createDatabase(NAME));
    }

    @AfterAll
    void stop() {
        analytics.close();
        topic.close();
    }

    @ParameterizedTest
    @CsvSource({
        "bucket=hour, bucket",
        "bucket=, bucket",
        "bucket=DAY, bucket",
        "from=2024-02-30, from",
        "from=yesterday, from",
        "to=2024-1-1, to",
        "to=%2B12024-01-01, to",
        "from=2026-02-01&to=2026-01-31, to"
    })
    void nameTheParameterThatIsWrong(String query, String parameter) {
        get("/api/analytics/registrations?" + query)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid-parameter")
                .jsonPath("$.type")
                .isEqualTo("urn:pms:problem:invalid-parameter")
                .jsonPath("$.instance")
                .isEqualTo("/api/analytics/registrations")
                .jsonPath("$.errors." + parameter)
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "patients?bucket=year, bucket",
        "patients?from=2026-02-01&to=2026-01-31, to",
        "patients?from=0000-01-01, from",
        "demographics?on=2026-02-30, on",
        "demographics?on=today, on",
        "encounters?bucket=hour, bucket",
        "encounters?to=never, to",
        "census?at=yesterday, at",
        "census?at=%2B10000-01-01T00:00:00Z, at",
        "census?at=2026-01-01, at",
        "census?from=2026-01-01, to",
        "census?to=2026-01-01, from",
        "census?bucket=day, from",
        "census?from=2026-01-01&to=2026-01-02&bucket=week, bucket",
        "census?from=2026-01-02&to=2026-01-01, to",
        "census?from=2026-01-01&to=2026-02-12&bucket=hour, from",
        "census?from=2001-01-01&to=2026-01-01, from",
        "census?from=2026-01-01&to=2026-01-02&at=2026-01-01T00:00:00Z, at",
        "readmissions?days=0, days",
        "readmissions?days=366, days",
        "readmissions?days=-1, days",
        "readmissions?days=1.5, days",
        "readmissions?bucket=quarter, bucket",
        "account-openings?from=x, from"
    })
    void nameTheParameterThatIsWrongInEachView(String query, String parameter) {
        get("/api/analytics/" + query)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid-parameter")
                .jsonPath("$.errors." + parameter)
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"registrations", "patients", "encounters", "readmissions", "account-openings", "census"})
    void getJsonUnlessTheyAskForCsv(String view) {
        for (var accept : List.of("*/*", "application/json, text/csv;q=0.5", "application/*")) {
            accepting(accept, view).expectStatus().isOk().expectHeader().contentType(MediaType.APPLICATION_JSON);
        }
        for (var accept : List.of("text/csv", "text/csv;charset=utf-16", "text/*")) {
            accepting(accept, view).expectStatus().isOk().expectHeader().contentType("text/csv;charset=UTF-8");
        }
        accepting("image/png", view).expectStatus().isEqualTo(HttpStatus.NOT_ACCEPTABLE);
    }

    private WebTestClient.ResponseSpec accepting(String accept, String view) {
        return analytics
                .client()
                .get()
                .uri("/api/analytics/" + view)
                .header("Accept", accept)
                .exchange();
    }

    @Test
    void waitForTheirPositionAndSeeIt() {
        var patientId = UUID.randomUUID();
        var event = new PatientEvent.Registered(
                patientId, new PatientEvent.OpenFacts(1984, Gender.GENDER_FEMALE, "North", LocalDate.of(2026, 3, 9)));
        topic.write(List.of(event), 0, 1);

        analytics.await(1);
        analytics
                .client()
                .get()
                .uri("/api/analytics/summary")
                .header("PMS-Position", "1")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.position")
                .value(position -> assertThat((Integer) position).isPositive());
    }

    @Test
    void areToldToComeBackWhenTheirPositionIsNotReached() {
        analytics
                .client()
                .get()
                .uri("/api/analytics/demographics")
                .header("PMS-Position", "1000000000")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("position-not-reached");
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "-1", "1.5", "99999999999999999999"})
    void refuseAPositionThatIsNone(String position) {
        analytics
                .client()
                .get()
                .uri("/api/analytics/summary")
                .header("PMS-Position", position)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors['PMS-Position']")
                .isNotEmpty();
    }

    @Test
    void getTheirCorrelationIdBackOrANewOne() {
        analytics
                .client()
                .get()
                .uri("/api/analytics/summary")
                .header("X-Correlation-Id", "mine-1")
                .exchange()
                .expectHeader()
                .valueEquals("X-Correlation-Id", "mine-1");
        analytics
                .client()
                .get()
                .uri("/api/nothing")
                .header("X-Correlation-Id", "not valid")
                .exchange()
                .expectHeader()
                .valueMatches("X-Correlation-Id", "[0-9a-f-]{36}");
    }

    @Test
    void getAProblemForAnUnknownPathAndAWrongMethod() {
        get("/api/analytics/nothing")
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("not-found");
        analytics
                .client()
                .post()
                .uri("/api/analytics/summary")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("method-not-allowed");
    }

    @Test
    void findTheProjectionByItsName() {
        analytics
                .client()
                .get()
                .uri("/actuator/projections")
                .headers(headers -> headers.setBearerAuth(TestTrust.OPERATOR))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.projections[0].name")
                .isEqualTo("analytics");
        get("/actuator/health/readiness").expectStatus().isOk();
    }

    private WebTestClient.ResponseSpec get(String path) {
        return analytics.client().get().uri(path).exchange();
    }
}
