package pms.e2e.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.gateway;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Answer;

class OnePatientIT {
    private final Map<String, Object> patient = Patients.whole();
    private final Registered registered = Patients.register(patient);
    private final String position = Long.toString(registered.position());

    @Test
    void isNotSentAgainToAClientThatHasThisVersion() {
        Answer answer = gateway().get(registered.path(), "PMS-Position", position, "If-None-Match", "\"1\"");
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void isSentToAClientThatHasAnotherVersion() {
        asUser().header("PMS-Position", position)
                .header("If-None-Match", "\"7\"")
                .get(registered.path())
                .then()
                .statusCode(200)
                .body("id", equalTo(registered.id()));
    }

    @Test
    void isUnknownWhenNobodyRegisteredIt() {
        asUser().get("/api/patients/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("patient-not-found"))
                .body("type", equalTo("urn:pms:problem:patient-not-found"))
                .body("status", equalTo(404))
                .body("title", notNullValue())
                .body("detail", notNullValue());
    }

    @Test
    void refusesAnIdThatIsNoUuid() {
        asUser().get("/api/patients/not-a-uuid")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-parameter"))
                .body("errors", hasKey("id"));
    }

    @Test
    void makesAClientWaitForAPositionThatIsNotThereYetAndThenSaysSo() {
        asUser().header("PMS-Position", "999999999")
                .get(registered.path())
                .then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("[0-9]+"))
                .body("code", equalTo("position-not-reached"));
    }

    @Test
    void refusesAPositionThatIsNone() {
        asUser().header("PMS-Position", "soon")
                .get(registered.path())
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void keepsTheCorrelationIdOfTheClient() {
        asUser().header("X-Correlation-Id", "from-the-client.7")
                .get(registered.path())
                .then()
                .header("X-Correlation-Id", equalTo("from-the-client.7"));
    }

    @Test
    void makesACorrelationIdWhereTheClientSentRubbish() {
        asUser().header("X-Correlation-Id", "a b <script>")
                .get(registered.path())
                .then()
                .header("X-Correlation-Id", matchesPattern("[0-9a-f-]{36}"));
    }
}
