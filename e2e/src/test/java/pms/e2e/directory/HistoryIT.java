package pms.e2e.directory;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import tools.jackson.databind.JsonNode;

class HistoryIT {
    private final Map<String, Object> patient = Patients.with("name", "First Name");
    private final Registered registered = Patients.register(patient);

    @Test
    void tellsEachEventWithPositionTypeTimeAndWho() {
        Answer amended = gateway().put(registered.path(), Patients.changed(patient, "name", "Second Name"));
        Answer deactivated = gateway().delete(registered.path());

        List<JsonNode> history = historyWithAccount();
        assertThat(types(history))
                .containsExactlyInAnyOrder(
                        "PatientRegistered", "PatientAmended", "PatientDeactivated", "BillingAccountOpened");
        assertThat(positions(history))
                .isSorted()
                .contains(registered.position(), amended.position(), deactivated.position());
        assertThat(history).allSatisfy(event -> {
            assertThat(Instant.parse(event.path("time").asString())).isBefore(Instant.now());
            assertThat(event.path("who").asString()).isNotEmpty();
        });
        assertThat(history.get(0).path("who").asString()).isEqualTo(Gateway.DEMO_EMAIL);
    }

    @Test
    void tellsWhatAnAmendmentChanged() {
        gateway().put(registered.path(), Patients.changed(patient, "name", "Second Name"));
        JsonNode amended = historyWithAccount().stream()
                .filter(event -> event.path("type").asString().equals("PatientAmended"))
                .findFirst()
                .orElseThrow();
        assertThat(amended.toString())
                .as("what changed, from and to, and nothing else")
                .contains("First Name", "Second Name")
                .doesNotContain("12 Harbour Lane");
    }

    private List<JsonNode> historyWithAccount() {
        return await().atMost(30, SECONDS)
                .until(this::history, events -> types(events).contains("BillingAccountOpened"));
    }

    private List<JsonNode> history() {
        JsonNode answer = gateway().read(registered.path() + "/history");
        return StreamSupport.stream(answer.spliterator(), false).toList();
    }

    private static List<String> types(List<JsonNode> history) {
        return history.stream().map(event -> event.path("type").asString()).toList();
    }

    private static List<Long> positions(List<JsonNode> history) {
        return history.stream().map(event -> event.path("position").asLong()).toList();
    }

    @Test
    void showsThePatientAsItWasThen() {
        Answer amended = gateway().put(registered.path(), Patients.changed(patient, "name", "Second Name"));
        await().atMost(30, SECONDS).until(() -> positions(history()).contains(amended.position()));
        Instant registeredAt = timeOf(registered.position());
        Instant amendedAt = timeOf(amended.position());

        assertThat(nameAsOf(registeredAt)).isEqualTo("First Name");
        assertThat(nameAsOf(amendedAt.minusNanos(1000))).isEqualTo("First Name");
        assertThat(nameAsOf(amendedAt)).isEqualTo("Second Name");
        assertThat(nameAsOf(Instant.now())).isEqualTo("Second Name");
        asUser().queryParam("asOf", registeredAt.minusSeconds(1).toString())
                .get(registered.path())
                .then()
                .statusCode(404)
                .body("code", equalTo("patient-not-found"));
    }

    private Instant timeOf(long position) {
        return history().stream()
                .filter(event -> event.path("position").asLong() == position)
                .map(event -> Instant.parse(event.path("time").asString()))
                .findFirst()
                .orElseThrow();
    }

    private String nameAsOf(Instant instant) {
        return asUser().queryParam("asOf", instant.toString())
                .get(registered.path())
                .then()
                .statusCode(200)
                .extract()
                .path("name");
    }

    @Test
    void refusesAnInstantThatIsNone() {
        asUser().queryParam("asOf", "last tuesday")
                .get(registered.path())
                .then()
                .statusCode(400)
                .body("errors", hasKey("asOf"));
    }

    @Test
    void ofAnUnknownPatientIsNotFound() {
        asUser().get("/api/patients/" + UUID.randomUUID() + "/history")
                .then()
                .statusCode(404)
                .body("code", equalTo("patient-not-found"));
    }
}
