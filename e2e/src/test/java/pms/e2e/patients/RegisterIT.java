package pms.e2e.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static pms.e2e.TheSystem.asUser;

import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Json;

class RegisterIT {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @Test
    void answersWithThePatientAndWhereItStands() {
        Map<String, Object> patient = Patients.whole();
        ExtractableResponse<Response> answer = asUser().body(Json.write(patient))
                .post("/api/patients")
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("PMS-Position", matchesPattern("[1-9][0-9]*"))
                .header("X-Correlation-Id", notNullValue())
                .body("id", matchesPattern(UUID))
                .body("name", equalTo(patient.get("name")))
                .body("givenName", equalTo("Nora"))
                .body("familyName", equalTo("Fairweather"))
                .body("email", equalTo(patient.get("email")))
                .body("phone", equalTo("+1-555-0100"))
                .body("address", equalTo(patient.get("address")))
                .body("dateOfBirth", equalTo("1984-03-09"))
                .body("gender", equalTo("female"))
                .body("region", equalTo("Vermont"))
                .body("registeredDate", equalTo("2026-01-15"))
                .body("identifiers", equalTo(patient.get("identifiers")))
                .body("status", equalTo("ACTIVE"))
                .body("version", equalTo(1))
                .extract();
        assertThat(answer.header("Location")).endsWith("/api/patients/" + answer.path("id"));
    }

    @Test
    void isReadBackAtOnceByAClientThatShowsThePosition() {
        Registered patient = Patients.register(Patients.whole());
        Map<String, Object> read = asUser().header("PMS-Position", patient.position())
                .get(patient.path())
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .extract()
                .jsonPath()
                .getMap("$");
        Map<String, Object> sent =
                io.restassured.path.json.JsonPath.from(patient.sent()).getMap("$");
        assertThat(read).as("all that was sent").containsAllEntriesOf(sent);
    }

    @Test
    void leavesOutWhatWasNotSent() {
        Registered patient = Patients.register(Patients.minimal());
        Map<String, Object> read = asUser().header("PMS-Position", patient.position())
                .get(patient.path())
                .jsonPath()
                .getMap("$");
        assertThat(read).doesNotContainKeys("givenName", "familyName", "phone", "gender", "region");
    }

    @Test
    void needsNoEmailWhenAnIdentifierIsGiven() {
        Map<String, Object> patient = Patients.without("email");
        patient.put("identifiers", List.of(Patients.identifier("urn:pms:test:mrn")));
        asUser().body(Json.write(patient))
                .post("/api/patients")
                .then()
                .statusCode(201)
                .body("identifiers", hasSize(1))
                .body("$", not(org.hamcrest.Matchers.hasKey("email")));
    }

    @Test
    void refusesATakenEmailWhateverItsCase() {
        Map<String, Object> patient = Patients.minimal();
        Registered holder = Patients.register(patient);
        String shouted = Patients.value(patient, "email").toString().toUpperCase(java.util.Locale.ROOT);
        asUser().body(Json.write(Patients.with("email", shouted)))
                .post("/api/patients")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("email-taken"))
                .body("patientId", equalTo(holder.id()));
    }

    @Test
    void refusesATakenIdentifier() {
        Map<String, String> identifier = Patients.identifier("urn:pms:test:mrn");
        Registered holder = Patients.register(Patients.with("identifiers", List.of(identifier)));
        asUser().body(Json.write(Patients.with("identifiers", List.of(identifier))))
                .post("/api/patients")
                .then()
                .statusCode(409)
                .body("code", equalTo("identifier-taken"))
                .body("patientId", equalTo(holder.id()));
    }

    @Test
    void takesTheSameValueUnderAnotherSystem() {
        Map<String, String> identifier = Patients.identifier("urn:pms:test:mrn");
        Patients.register(Patients.with("identifiers", List.of(identifier)));
        Map<String, String> other = Map.of("system", "urn:pms:test:other", "value", identifier.get("value"));
        asUser().body(Json.write(Patients.with("identifiers", List.of(other))))
                .post("/api/patients")
                .then()
                .statusCode(201);
    }

    @Test
    void takesTheGenderInAnyCase() {
        asUser().body(Json.write(Patients.with("gender", "MALE")))
                .post("/api/patients")
                .then()
                .statusCode(201)
                .body("gender", equalTo("male"));
    }

    @Test
    void keepsTextOfAnyScript() {
        Registered patient = Patients.register(Patients.with("name", "Þórunn 三浦 🙂 O'Neil \"x\" <b>"));
        asUser().header("PMS-Position", patient.position())
                .get(patient.path())
                .then()
                .body("name", equalTo("Þórunn 三浦 🙂 O'Neil \"x\" <b>"));
    }
}
