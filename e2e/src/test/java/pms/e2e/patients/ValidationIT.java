package pms.e2e.patients;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static pms.e2e.TheSystem.asUser;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Json;

class ValidationIT {
    static Stream<Arguments> messages() {
        return Stream.of(
                arguments("name", Patients.without("name"), "Name is required"),
                arguments("name", Patients.with("name", "  "), "Name is required"),
                arguments("name", Patients.with("name", "n".repeat(101)), "Name cannot exceed 100 characters"),
                arguments("email", Patients.without("email"), "Email is required"),
                arguments("email", Patients.with("email", "not-an-email"), "Email should be valid"),
                arguments("address", Patients.without("address"), "Address is required"),
                arguments("address", Patients.with("address", ""), "Address is required"),
                arguments("dateOfBirth", Patients.without("dateOfBirth"), "Date of birth is required"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("messages")
    void saysWhatIsWrongWithANewPatient(String field, Map<String, Object> patient, String message) {
        asUser().body(Json.write(patient))
                .post("/api/patients")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("validation-failed"))
                .body("errors." + field, equalTo(message));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("messages")
    void saysTheSameOfAnAmendment(String field, Map<String, Object> patient, String message) {
        Registered registered = Patients.register(Patients.minimal());
        asUser().body(Json.write(patient))
                .put(registered.path())
                .then()
                .statusCode(400)
                .body("errors." + field, equalTo(message));
    }

    @Test
    void asksForTheRegisteredDateWhenRegistering() {
        asUser().body(Json.write(Patients.without("registeredDate")))
                .post("/api/patients")
                .then()
                .statusCode(400)
                .body("errors.registeredDate", equalTo("Registered date is required"));
    }

    @Test
    void doesNotAskForTheRegisteredDateWhenAmending() {
        Registered registered = Patients.register(Patients.minimal());
        asUser().body(Json.write(Patients.without("registeredDate")))
                .put(registered.path())
                .then()
                .statusCode(200)
                .body("registeredDate", equalTo("2026-01-15"));
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        asUser().body("{}")
                .post("/api/patients")
                .then()
                .statusCode(400)
                .body("errors", hasKey("name"))
                .body("errors", hasKey("email"))
                .body("errors", hasKey("address"))
                .body("errors", hasKey("dateOfBirth"))
                .body("errors", hasKey("registeredDate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-30", "2023-02-29", "09.03.1984", "1984-3-9", "yesterday", "", "2999-01-01"})
    void refusesADateOfBirthThatIsNone(String date) {
        asUser().body(Json.write(Patients.with("dateOfBirth", date)))
                .post("/api/patients")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasKey("dateOfBirth"));
    }

    static Stream<Arguments> tooMuch() {
        return Stream.of(
                arguments("givenName", "g".repeat(101)),
                arguments("familyName", "f".repeat(101)),
                arguments("email", "e".repeat(250) + "@example.org"),
                arguments("phone", "1".repeat(51)),
                arguments("address", "a".repeat(501)),
                arguments("region", "r".repeat(101)),
                arguments("gender", "often"),
                arguments("registeredDate", "2024-02-30"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooMuch")
    void namesTheFieldThatIsOutOfBounds(String field, String value) {
        asUser().body(Json.write(Patients.with(field, value)))
                .post("/api/patients")
                .then()
                .statusCode(400)
                .body("errors", hasKey(field));
    }

    static Stream<List<Map<String, String>>> badIdentifiers() {
        Map<String, String> twice = Patients.identifier("urn:pms:test:mrn");
        return Stream.of(
                List.of(twice, twice),
                List.of(Map.of("system", "urn:pms:test:mrn", "value", "")),
                List.of(Map.of("system", "", "value", "7")),
                List.of(Map.of("system", "s".repeat(256), "value", "7")),
                List.of(Map.of("system", "urn:pms:test:mrn", "value", "7".repeat(256))),
                Collections.nCopies(31, 0).stream()
                        .map(it -> Patients.identifier("urn:pms:test:mrn"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("badIdentifiers")
    void refusesIdentifiersThatAreNone(List<Map<String, String>> identifiers) {
        asUser().body(Json.write(Patients.with("identifiers", identifiers)))
                .post("/api/patients")
                .then()
                .statusCode(400)
                .body("code", equalTo("validation-failed"))
                .body("errors.keySet().any { it.startsWith('identifiers') }", equalTo(true));
    }
}
