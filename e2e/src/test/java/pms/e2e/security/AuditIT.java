package pms.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.gateway;
import static pms.e2e.TheSystem.installation;
import static pms.e2e.TheSystem.unnamed;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import tools.jackson.databind.JsonNode;

/** What the audit log says of a patient, to whom. */
class AuditIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String correlation = "audit-" + UUID.randomUUID();
    private final Map<String, Object> patient = Patients.minimal();
    private final Answer registered = gateway().post("/api/patients", patient, "X-Correlation-Id", correlation + "-1");
    private final String id = registered.json().path("id").asString();

    @Test
    void showsWhoChangedAPatientFromWhere() {
        Answer amended = gateway()
                .put(
                        "/api/patients/" + id,
                        Patients.changed(patient, "name", "Second Name"),
                        "X-Correlation-Id",
                        correlation + "-2");

        List<JsonNode> changes = changes(2);

        assertThat(changes).hasSize(2).allSatisfy(change -> {
            assertThat(change.path("actor").asString()).isEqualTo(Gateway.DEMO_EMAIL);
            assertThat(change.path("role").asString()).isEqualTo("ADMIN");
            assertThat(change.path("outcome").asString()).isEqualTo("DONE");
            assertThat(change.path("address").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
            assertThat(change.path("patients").path(0).asString()).isEqualTo(id);
        });
        assertThat(changes)
                .extracting(change -> change.path("correlationId").asString())
                .containsExactly(correlation + "-1", correlation + "-2");
        assertThat(changes)
                .extracting(change -> change.path("eventPosition").asLong())
                .containsExactly(registered.position(), amended.position());
        assertThat(changes.toString()).as("nothing of what they say").doesNotContain("Second Name", "Fairweather");
    }

    @Test
    void isListedAtTheCommandLine() {
        changes(1);

        String listed = installation()
                .pms("audit", "list", "--patient", id, "--since", "PT1H")
                .mustSucceed()
                .out();

        assertThat(listed).contains("ACTOR", Gateway.DEMO_EMAIL, id);
    }

    @Test
    void isNotForClinicians() {
        Map<String, String> user = Map.of("email", "c-" + UUID.randomUUID() + "@example.org", "role", "CLINICIAN");
        Response added = asUser().body(user).post("/auth/users");
        String token = unnamed()
                .body(Map.of("email", added.path("email"), "password", added.path("password")))
                .post("/auth/login")
                .path("token");

        unnamed()
                .header("Authorization", "Bearer " + token)
                .get("/api/audit?patient=" + id)
                .then()
                .statusCode(403);
    }

    /** By the demo user, not by the account opening that follows, as soon as there are so many. */
    private List<JsonNode> changes(int count) {
        return await().atMost(PATIENCE).until(this::changes, changes -> changes.size() >= count);
    }

    private List<JsonNode> changes() {
        JsonNode entries = gateway().read("/api/audit?patient=" + id + "&actor=" + Gateway.DEMO_EMAIL);
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.path("correlationId").asString().startsWith(correlation))
                .toList();
    }
}
