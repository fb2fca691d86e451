package pms.e2e.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.gateway;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Answer;
import pms.e2e.client.Json;

class DeactivateIT {
    private final String name = "Gone " + UUID.randomUUID();
    private final Map<String, Object> patient = Patients.with("name", name);
    private final Registered registered = Patients.register(patient);
    private final Answer answer = gateway().delete(registered.path());

    @Test
    void answersWithoutABody() {
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.position()).isGreaterThan(registered.position());
    }

    @Test
    void leavesTheListButNotTheRecord() {
        asUser().header("PMS-Position", answer.position())
                .queryParam("q", name)
                .get("/api/patients")
                .then()
                .statusCode(200)
                .header("X-Total-Count", "0")
                .body("id", not(hasItem(registered.id())));
        asUser().get(registered.path())
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("status", equalTo("DEACTIVATED"));
    }

    @Test
    void isTheSameTheSecondTime() {
        Answer second = gateway().delete(registered.path());
        assertThat(second.status()).isEqualTo(204);
        asUser().header("PMS-Position", answer.position())
                .get(registered.path())
                .then()
                .body("version", equalTo(2));
    }

    @Test
    void endsAmendments() {
        asUser().body(Json.write(Patients.changed(patient, "name", "Back Again")))
                .put(registered.path())
                .then()
                .statusCode(409)
                .body("code", equalTo("patient-deactivated"));
    }

    @Test
    void keepsTheEmailTaken() {
        asUser().body(Json.write(Patients.with("email", Patients.value(patient, "email"))))
                .post("/api/patients")
                .then()
                .statusCode(409)
                .body("code", equalTo("email-taken"));
    }

    @Test
    void knowsNoUnknownPatient() {
        asUser().delete("/api/patients/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("patient-not-found"));
    }
}
