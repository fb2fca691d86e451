package pms.e2e.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.gateway;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import pms.e2e.client.Json;

class IdempotencyIT {
    private final String key = UUID.randomUUID().toString();
    private final Gateway gateway = gateway();

    @Test
    void answersTheSameKeyAndBodyWithTheSamePatient() {
        Map<String, Object> patient = Patients.minimal();
        Answer first = gateway.post("/api/patients", patient, "Idempotency-Key", key);
        Answer second = gateway.post("/api/patients", patient, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.position()).isEqualTo(first.position());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void refusesTheKeyWithAnotherBody() {
        gateway.post("/api/patients", Patients.minimal(), "Idempotency-Key", key);
        asUser().header("Idempotency-Key", key)
                .body(Json.write(Patients.minimal()))
                .post("/api/patients")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void answersAnAmendmentAgainAsItWasThoughMoreHasHappened() {
        Map<String, Object> patient = Patients.minimal();
        Registered registered = Patients.register(patient);
        Map<String, Object> amended = Patients.changed(patient, "name", "Second Name");
        Answer first = gateway.put(registered.path(), amended, "Idempotency-Key", key);
        gateway.put(registered.path(), Patients.changed(patient, "name", "Third Name"));
        Answer again = gateway.put(registered.path(), amended, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(gateway.get(registered.path(), "PMS-Position", Long.toString(again.position() + 1))
                        .json()
                        .path("name")
                        .asString())
                .as("the later change stands")
                .isEqualTo("Third Name");
    }
}
