package pms.query.encounter;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.deactivated;
import static pms.query.Given.encounterFinished;
import static pms.query.Given.encounterStarted;
import static pms.query.Given.erased;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import pms.access.Role;
import pms.query.App;
import pms.query.TestTrust;

class EncountersIT {

    private static final String CAME = "2026-02-01T08:30:00Z";
    private static final String LEFT = "2026-02-01T09:00:00.25Z";

    private static App app;

    private final UUID patient = UUID.randomUUID();
    private final UUID encounter = UUID.randomUUID();

    @BeforeAll
    static void start() {
        app = new App("encounters");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private void register() {
        app.relay().send(patient, registered(patient, person("Ada Example")));
    }

    @Test
    void showsAnEncounterFromItsStartToItsEnd() {
        register();
        app.relay().send(patient, encounterStarted(patient, encounter, CAME, "Sprain of ankle"));
        one(encounter)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"id": "%s", "patientId": "%s", "class": "EMER", "start": "2026-02-01T08:30:00Z",
                         "type": "Sprain of ankle", "status": "in-progress"}
                        """.formatted(encounter, patient), JsonCompareMode.STRICT);

        app.relay().send(patient, encounterFinished(patient, encounter, CAME, LEFT));
        app.relay().publishAgain();
        String whole = """
                {"id": "%s", "patientId": "%s", "class": "EMER", "start": "2026-02-01T08:30:00Z",
                 "type": "Sprain of ankle", "status": "finished", "end": "2026-02-01T09:00:00.250Z"}
                """.formatted(encounter, patient);
        one(encounter).expectBody().json(whole, JsonCompareMode.STRICT);
        list("").expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Total-Count", 1)
                .expectHeader()
                .exists("Link")
                .expectBody()
                .json("[" + whole + "]", JsonCompareMode.STRICT);
    }

    @Test
    void tellsOfBothInHistoryAndFeed() {
        register();
        long first = app.relay().send(patient, encounterStarted(patient, encounter, CAME, "Sprain of ankle"));
        app.relay().send(patient, encounterFinished(patient, encounter, CAME, LEFT));
        app.get("/api/patients/{id}/history", patient).expectBody().json("""
                        [{"type": "PatientRegistered"},
                         {"type": "EncounterStarted", "position": %1$d, "who": "nurse@example.org", "changes": [
                           {"field": "encounterId", "to": "%2$s"}, {"field": "class", "to": "EMER"},
                           {"field": "start", "to": "2026-02-01T08:30:00Z"}, {"field": "type", "to": "Sprain of ankle"}]},
                         {"type": "EncounterFinished", "changes": [
                           {"field": "encounterId", "to": "%2$s"}, {"field": "end", "to": "2026-02-01T09:00:00.250Z"}]}]
                        """.formatted(first, encounter));
        List<String> events = feed(first - 1, 2);
        assertThat(events.get(0))
                .contains("\"type\":\"EncounterStarted\"")
                .contains("\"encounter\":{\"id\":\"" + encounter + "\",\"class\":\"EMER\"")
                .contains("\"type\":\"Sprain of ankle\",\"status\":\"in-progress\"}");
        assertThat(events.get(1))
                .contains("\"type\":\"EncounterFinished\"")
                .contains("\"status\":\"finished\",\"end\":\"2026-02-01T09:00:00.250Z\"")
                .doesNotContain("Sprain");
    }

    @Test
    void listsTheNewestStartFirstByPages() {
        register();
        List<UUID> byStart = IntStream.range(0, 5)
                .mapToObj(n -> new UUID(patient.getMostSignificantBits(), n))
                .toList();
        for (int n : new int[] {3, 0, 4, 1, 2}) {
            app.relay()
                    .send(patient, encounterStarted(patient, byStart.get(n), "2026-02-0" + (n + 1) + "T08:00:00Z", ""));
        }
        list("?page=1&size=2")
                .expectHeader()
                .valueEquals("X-Total-Count", 5)
                .expectHeader()
                .value(
                        "Link",
                        link -> assertThat(link)
                                .contains("</api/patients/" + patient + "/encounters?size=2&page=2>; rel=\"next\""))
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(2)
                .jsonPath("$[0].id")
                .isEqualTo(byStart.get(2).toString())
                .jsonPath("$[1].id")
                .isEqualTo(byStart.get(1).toString())
                .jsonPath("$[1].type")
                .doesNotExist();
    }

    @Test
    void refusesAPageThatIsNone() {
        for (String query : List.of("?size=0", "?size=201", "?page=-1", "?page=x")) {
            list(query)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("invalid-parameter");
        }
    }

    @Test
    void knowsWhichOfPatientAndEncounterIsNotThere() {
        notFound(list(""), "patient-not-found");
        notFound(one(encounter), "patient-not-found");
        register();
        list("").expectHeader().valueEquals("X-Total-Count", 0).expectBody().json("[]", JsonCompareMode.STRICT);
        notFound(one(encounter), "encounter-not-found");
        UUID other = UUID.randomUUID();
        app.relay().send(other, registered(other, person("Ben Example")));
        app.relay().send(other, encounterStarted(other, encounter, CAME, "Check-up"));
        notFound(one(encounter), "encounter-not-found");
    }

    @Test
    void keepsThoseOfADeactivatedPatientReadable() {
        register();
        app.relay().send(patient, encounterStarted(patient, encounter, CAME, "Check-up"));
        app.relay().send(patient, deactivated(patient, 2));
        list("").expectBody().jsonPath("$[0].type").isEqualTo("Check-up");
    }

    @Test
    void keepsNothingInClearAndForgetsThoseOfAnErasedPatient() throws SQLException {
        register();
        app.relay().send(patient, encounterStarted(patient, encounter, CAME, "Sprain of ankle"));
        long finished = app.relay().send(patient, encounterFinished(patient, encounter, CAME, LEFT));
        one(encounter).expectStatus().isOk();
        assertThat(app.strings("select e::text from encounter e union all select encode(payload, 'escape') from"
                        + " patient_event"))
                .isNotEmpty()
                .noneMatch(row -> row.contains("Sprain"));

        app.keys().destroy(patient);
        app.relay().send(patient, erased(patient, 2));

        notFound(list(""), "patient-not-found");
        notFound(one(encounter), "patient-not-found");
        assertThat(app.number("select count(*) from encounter where patient_id = '%s'".formatted(patient)))
                .isZero();
        app.get("/api/patients/{id}/history", patient)
                .expectBody()
                .jsonPath("$[1].type")
                .isEqualTo("EncounterStarted")
                .jsonPath("$[1].changes")
                .isEmpty();
        assertThat(feed(finished - 2, 2))
                .allSatisfy(event ->
                        assertThat(event).contains(encounter.toString()).doesNotContain("Sprain"));
    }

    @Test
    void leavesNothingOfOneThatIsStartedAndErasedInOneBatchOrComesAfterTheErasure() throws SQLException {
        app.whileDown(() -> {
            register();
            app.relay().send(patient, encounterStarted(patient, encounter, CAME, "Check-up"));
            app.relay().send(patient, erased(patient, 2));
        });
        notFound(one(encounter), "patient-not-found");
        app.relay().send(patient, encounterStarted(patient, UUID.randomUUID(), CAME, "Check-up"));
        notFound(list(""), "patient-not-found");
        assertThat(app.number("select count(*) from encounter where patient_id = '%s'".formatted(patient)))
                .isZero();
    }

    private ResponseSpec one(UUID id) {
        return app.get("/api/patients/{id}/encounters/{encounter}", patient, id);
    }

    private ResponseSpec list(String query) {
        return app.get("/api/patients/{id}/encounters" + query, patient);
    }

    private static void notFound(ResponseSpec answer, String code) {
        answer.expectStatus().isNotFound().expectBody().jsonPath("$.code").isEqualTo(code);
    }

    private List<String> feed(long after, int events) {
        return app.streams()
                .get()
                .uri("/api/patients/feed?patient={patient}", Map.of("patient", patient))
                .headers(headers -> {
                    headers.setBearerAuth(TestTrust.TOKENS.good(Role.ADMIN));
                    headers.set("Last-Event-ID", Long.toString(after));
                })
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .mapNotNull(ServerSentEvent::data)
                .take(events)
                .collectList()
                .blockOptional(App.PATIENCE)
                .orElseThrow();
    }
}
