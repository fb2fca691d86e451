package pms.e2e.encounters;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.gateway;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Answer;
import pms.e2e.client.Feed;
import pms.e2e.client.FeedEvent;
import pms.e2e.client.Json;
import tools.jackson.databind.JsonNode;

class EncounterIT {
    private static final Map<String, Object> START =
            Map.of("class", "EMER", "start", "2026-01-20T07:45:00+01:00", "type", "Sprain of ankle");

    private final Registered patient = Patients.register(Patients.minimal());
    private final String encounters = patient.path() + "/encounters";

    @Test
    void isSeenInTheListTheHistoryAndTheFeedFromItsStartToItsEnd() {
        Answer started = gateway().post(encounters, START);
        assertThat(started.status()).isEqualTo(201);
        String id = started.json().path("id").asString();
        assertThat(started.header("Location")).isEqualTo(encounters + "/" + id);
        JsonNode inProgress = Json.read("""
                {"id": "%s", "patientId": "%s", "class": "EMER", "start": "2026-01-20T06:45:00Z",
                 "type": "Sprain of ankle", "status": "in-progress"}""".formatted(id, patient.id()));
        assertThat(started.json()).isEqualTo(inProgress);
        assertThat(seen(encounters + "/" + id, started)).isEqualTo(inProgress);

        Answer finished = gateway().post(encounters + "/" + id + "/finish", Map.of("end", "2026-01-20T11:20:00Z"));
        assertThat(finished.status()).isEqualTo(200);
        assertThat(finished.json().path("status").asString()).isEqualTo("finished");
        JsonNode list = seen(encounters, finished);
        assertThat(list).hasSize(1);
        assertThat(list.get(0)).isEqualTo(finished.json());

        assertThat(seen(patient.path() + "/history", finished).toString())
                .contains("EncounterStarted", "Sprain of ankle", "EncounterFinished", "2026-01-20T11:20:00Z");
        try (Feed feed = Feed.open(
                gateway(),
                "?patient=" + patient.id(),
                Map.of("Last-Event-ID", Long.toString(started.position() - 1)))) {
            await().atMost(30, SECONDS).until(() -> feed.has(finished.position()));
            FeedEvent first = feed.at(started.position()).orElseThrow();
            assertThat(first.name()).isEqualTo("EncounterStarted");
            assertThat(Json.read(first.data()).path("encounter").path("type").asString())
                    .isEqualTo("Sprain of ankle");
            assertThat(feed.at(finished.position()).orElseThrow().name()).isEqualTo("EncounterFinished");
        }
    }

    @Test
    void isStartedOnceForOneKeyAndFinishedOnce() {
        String key = UUID.randomUUID().toString();
        Answer first = gateway().post(encounters, START, "Idempotency-Key", key);
        Answer again = gateway().post(encounters, START, "Idempotency-Key", key);
        assertThat(again.text()).isEqualTo(first.text());

        String finish = encounters + "/" + first.json().path("id").asString() + "/finish";
        assertThat(gateway().post(finish, Map.of("end", "2026-01-20T06:44:59Z")).status())
                .isEqualTo(400);
        Answer finished = gateway().post(finish, Map.of("end", "2026-01-20T06:45:00Z"));
        assertThat(finished.status()).isEqualTo(200);
        Answer second = gateway().post(finish, Map.of("end", "2026-01-20T06:45:00Z"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("code").asString()).isEqualTo("encounter-finished");
        assertThat(seen(encounters, finished)).hasSize(1);
    }

    @Test
    void isRefusedToWhoIsNotThereAndForgottenWithItsPatient() {
        String unknown = "/api/patients/" + UUID.randomUUID() + "/encounters";
        assertThat(gateway().post(unknown, START).status()).isEqualTo(404);
        assertThat(gateway().get(unknown).status()).isEqualTo(404);
        assertThat(gateway().post(encounters, START).status()).isEqualTo(201);

        Answer deactivated = gateway().delete(patient.path());
        assertThat(gateway().post(encounters, START).status()).isEqualTo(409);
        assertThat(seen(encounters, deactivated)).hasSize(1);

        Answer erased = gateway().send("POST", patient.path() + "/erasure", null);
        assertThat(erased.status()).isEqualTo(202);
        assertThat(gateway().post(encounters, START).status()).isEqualTo(410);
        assertThat(gateway()
                        .get(encounters, "PMS-Position", Long.toString(erased.position()))
                        .status())
                .isEqualTo(404);
        assertThat(seen(patient.path() + "/history", erased).toString())
                .contains("EncounterStarted")
                .doesNotContain("Sprain");
    }

    /** What is at a path once the view has the command. */
    private static JsonNode seen(String path, Answer command) {
        Answer answer = gateway().get(path, "PMS-Position", Long.toString(command.position()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }
}
