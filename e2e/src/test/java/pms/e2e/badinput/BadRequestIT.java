package pms.e2e.badinput;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static pms.e2e.TheSystem.asUser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Json;

class BadRequestIT {
    @ParameterizedTest
    @CsvSource({
        "GET, /api/patients/42",
        "PUT, /api/patients/42",
        "DELETE, /api/patients/42",
        "GET, /api/patients/42/history",
        "GET, /api/patients/123e4567-e89b-12d3-a456-42661417400",
        "GET, /api/patients/1-1-1-1-1"
    })
    void withAnIdThatIsNoUuidNamesIt(String method, String path) {
        asUser().body(method.equals("PUT") ? Json.write(Patients.minimal()) : "")
                .request(method, path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-parameter"))
                .body("errors", hasKey("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api", "/nothing", "/api/patients/feed/more", "/api/analytics/nothing"})
    void toAPathThatIsNotThereIsNotFound(String path) {
        asUser().get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
    }

    @ParameterizedTest
    @CsvSource({"PATCH, /api/patients", "DELETE, /api/patients", "POST, /api/analytics/summary", "GET, /auth/login"})
    void withAMethodThatIsNotThereSaysSo(String method, String path) {
        asUser().request(method, path)
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("code", equalTo("method-not-allowed"));
    }

    @Test
    void forAFormatThatIsNotThereSaysSo() {
        asUser().accept("application/xml").get("/api/patients").then().statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"1\"", "\"x\"", "\"-1\"", "\"99999999999999999999\"", "nonsense"})
    void withAnEtagThatWeNeverGaveChangesNothing(String etag) {
        Registered patient = Patients.register(Patients.minimal());
        int status = asUser().header("If-Match", etag)
                .body(Json.write(Patients.minimal()))
                .put(patient.path())
                .statusCode();
        org.assertj.core.api.Assertions.assertThat(status).isIn(400, 412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bucket=hour", "from=2024-02-30", "to=x", "from=2026-02-01&to=2026-01-01"})
    void forRegistrationsNamesTheParameter(String query) {
        asUser().get("/api/analytics/registrations?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-parameter"));
    }

    @Test
    void withAnIdempotencyKeyWithoutEndIsRefused() {
        asUser().header("Idempotency-Key", "k".repeat(2000))
                .body(Json.write(Patients.minimal()))
                .post("/api/patients")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }
}
