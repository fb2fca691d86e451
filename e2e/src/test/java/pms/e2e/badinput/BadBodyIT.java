package pms.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.gateway;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.Patients;
import pms.e2e.client.Answer;
import pms.e2e.client.Json;

class BadBodyIT {
    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[1,2", "nonsense", "{\"name\": }", "{\"name\": \"x\"", "", "   ", "{'name':'x'}", "{} {}"})
    void ofMalformedJsonIsCalledThat(String body) {
        Answer answer = gateway().send("POST", "/api/patients", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("code").asString()).isEqualTo("malformed-json");
        assertThat(answer.json().path("detail").asString())
                .isNotEmpty()
                .doesNotContain("Exception")
                .doesNotContain("pms.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"text\"", "null", "true", "[{}]"})
    void ofAnotherShapeIsRefused(String body) {
        asUser().body(body)
                .post("/api/patients")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", not(emptyOrNullString()));
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                arguments("name", List.of("a", "b")),
                arguments("name", Map.of("first", "a")),
                arguments("name", 7),
                arguments("email", true),
                arguments("dateOfBirth", 19840309),
                arguments("dateOfBirth", List.of(1984, 3, 9)),
                arguments("address", Map.of("city", "Ely")),
                arguments("identifiers", "one"),
                arguments("identifiers", Map.of("system", "s", "value", "v")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongTypes")
    void ofAWrongTypeNamesTheField(String field, Object value) {
        asUser().body(Json.write(Patients.with(field, value)))
                .post("/api/patients")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasKey(field));
    }

    @Test
    void ofAWrongTypeInsideAListNamesThePlace() {
        asUser().body(Json.write(Patients.with("identifiers", List.of(Map.of("system", "s", "value", List.of())))))
                .post("/api/patients")
                .then()
                .statusCode(400)
                .body("errors.keySet().any { it.startsWith('identifiers') }", equalTo(true));
    }

    @Test
    void withAnUnknownFieldNamesIt() {
        asUser().body(Json.write(Patients.with("shoeSize", 43)))
                .post("/api/patients")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("unknown-field"))
                .body("errors", hasKey("shoeSize"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul \u0000 inside", "lone \ud800 surrogate", "bell \u0007"})
    void withSignsThatNoNameHasIsNoServerError(String name) {
        String escaped =
                name.replace("\u0000", "\\u0000").replace("\ud800", "\\ud800").replace("\u0007", "\\u0007");
        String body = Json.write(Patients.with("name", "NAME")).replace("\"NAME\"", '"' + escaped + '"');
        asUser().body(body)
                .post("/api/patients")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasKey("name"));
    }

    @Test
    void nestedWithoutEndIsRefused() {
        asUser().body("{\"name\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                .post("/api/patients")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void tenTimesTooLargeIsRefused() {
        asUser().header("Expect", "100-continue")
                .body(Json.write(Patients.with("address", "a".repeat(10_000_000))))
                .post("/api/patients")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("payload-too-large"));
    }

    @Test
    void thatIsNotJsonIsRefused() {
        asUser().contentType("text/plain")
                .body("name=Nora")
                .post("/api/patients")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("code", equalTo("unsupported-media-type"));
    }
}
