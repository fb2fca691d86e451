package pms.e2e.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
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

class AmendIT {
    private final Map<String, Object> patient = Patients.whole();
    private final Registered registered = Patients.register(patient);

    @Test
    void replacesTheWholeAndSaysTheNewVersion() {
        Map<String, Object> amended = Patients.changed(patient, "address", "3 Mill Road, Ely");
        amended.remove("phone");
        Answer answer = gateway().put(registered.path(), amended);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.position()).isGreaterThan(registered.position());

        asUser().header("PMS-Position", answer.position())
                .get(registered.path())
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("address", equalTo("3 Mill Road, Ely"))
                .body("version", equalTo(2))
                .body("$", not(hasKey("phone")));
    }

    @Test
    void goesOnWhenTheVersionIsTheOneThatTheClientSaw() {
        asUser().header("If-Match", "\"1\"")
                .body(Json.write(Patients.changed(patient, "name", "Known Version")))
                .put(registered.path())
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
    }

    @Test
    void refusesAnOldVersion() {
        gateway().put(registered.path(), Patients.changed(patient, "name", "First Change"));
        asUser().header("If-Match", "\"1\"")
                .body(Json.write(Patients.changed(patient, "name", "Lost Update")))
                .put(registered.path())
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("code", equalTo("version-mismatch"));
    }

    @Test
    void takesBackWhatAGetGave() {
        String read = asUser().header("PMS-Position", registered.position())
                .get(registered.path())
                .asString();
        asUser().body(read)
                .put(registered.path())
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("version", equalTo(1));
    }

    @Test
    void refusesTheIdOfAnotherPatientInTheBody() {
        asUser().body(Json.write(
                        Patients.changed(patient, "id", UUID.randomUUID().toString())))
                .put(registered.path())
                .then()
                .statusCode(400)
                .body("errors", hasKey("id"));
    }

    @Test
    void refusesTheEmailOfAnotherPatient() {
        Map<String, Object> other = Patients.minimal();
        Registered holder = Patients.register(other);
        asUser().body(Json.write(Patients.changed(patient, "email", Patients.value(other, "email"))))
                .put(registered.path())
                .then()
                .statusCode(409)
                .body("code", equalTo("email-taken"))
                .body("patientId", equalTo(holder.id()));
    }

    @Test
    void freesTheEmailThatThePatientGaveUp() {
        Object old = Patients.value(patient, "email");
        gateway().put(registered.path(), Patients.changed(patient, "email", Patients.email()));
        asUser().body(Json.write(Patients.with("email", old)))
                .post("/api/patients")
                .then()
                .statusCode(201);
    }

    @Test
    void knowsNoUnknownPatient() {
        asUser().body(Json.write(patient))
                .put("/api/patients/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("patient-not-found"));
    }
}
