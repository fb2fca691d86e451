package pms.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.encounterStarted;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import pms.access.ForgedTokens;
import pms.access.Role;
import pms.query.App;
import pms.query.TestTrust;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;
import reactor.core.publisher.Flux;

/** Who reads is on record. */
class ReadsIT {

    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    private static final UUID BEN = UUID.fromString("00000000-0000-4000-8000-00000000000b");
    private static final UUID NOBODY = UUID.fromString("00000000-0000-4000-8000-00000000000f");

    private static final UUID VISIT = UUID.fromString("00000000-0000-4000-8000-0000000000e1");

    private static App app;
    private static Trail trail;

    @BeforeAll
    static void start() {
        app = new App("reads");
        trail = new Trail(app);
        app.relay().send(ADA, registered(ADA, person("Ada")));
        app.relay().send(ADA, encounterStarted(ADA, VISIT, "2026-03-01T08:00:00Z", "Check-up"));
        app.relay().send(BEN, registered(BEN, person("Ben")));
        app.patient(BEN).expectStatus().isOk();
    }

    @AfterAll
    static void stop() {
        trail.close();
        app.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/patients/{id},                            patient.read",
        "/api/patients/{id}?asOf=2026-03-02T00:00:00Z,  patient.read",
        "/api/patients/{id}/history,                    patient.history",
        "/api/patients/{id}/encounters,                 encounter.list",
        "/api/patients/{id}/encounters/00000000-0000-4000-8000-0000000000e1, encounter.read",
    })
    void aReadOfOnePatientIsOnRecordWithWhoAndWhereFrom(String path, String action) {
        String request = get(path.replace("{id}", ADA.toString()), Role.CLINICIAN, 200);
        assertThat(trail.of(request, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.getAction()).isEqualTo(action);
            assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
            assertThat(entry.getPatientIdsList()).containsExactly(ADA.toString());
            assertThat(entry.getActor()).isEqualTo(ForgedTokens.SUBJECT);
            assertThat(entry.getRole()).isEqualTo("CLINICIAN");
            assertThat(entry.getAddress()).isEqualTo("192.0.2.7");
            assertThat(entry.getService()).isEqualTo("query-side");
            assertThat(UUID.fromString(entry.getId())).isNotNull();
            assertThat(entry.getTime().getSeconds()).isPositive();
        });
    }

    @Test
    void aListNamesThosePatientsThatItShows() {
        String all = get("/api/patients", Role.ADMIN, 200);
        String one = get("/api/patients?q=ben", Role.ADMIN, 200);
        String none = get("/api/patients?q=xyz", Role.ADMIN, 200);
        assertThat(trail.of(all, 1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getPatientIdsList())
                        .containsExactlyInAnyOrder(ADA.toString(), BEN.toString()));
        assertThat(trail.of(one, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.getAction()).isEqualTo("patient.list");
            assertThat(entry.getPatientIdsList()).containsExactly(BEN.toString());
            assertThat(entry.toString()).as("what was searched for").doesNotContain("ben");
        });
        assertThat(trail.of(none, 1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getPatientIdsList()).isEmpty());
    }

    /** It names nobody, and tells how many there are. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/patients?q=ben&page=9", "/api/patients?page=9&size=200"})
    void aPageBeyondTheLastIsOnRecord(String path) {
        String request = get(path, Role.ADMIN, 200);
        assertThat(trail.of(request, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.getAction()).isEqualTo("patient.list");
            assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
            assertThat(entry.getPatientIdsList()).isEmpty();
        });
    }

    @Test
    void aCorrelationIdThatIsATextIsNotOnRecord() {
        String text = "Ada (born 1984)";
        app.client(TestTrust.TOKENS.good(Role.ADMIN))
                .get()
                .uri("/api/patients/{id}", ADA)
                .header("X-Correlation-Id", text)
                .exchange()
                .expectHeader()
                .value(
                        "X-Correlation-Id",
                        made -> assertThat(trail.of(UUID.fromString(made).toString(), 1))
                                .hasSize(1));
        assertThat(trail.of(text, 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/patients/{id},                            patient.read",
        "/api/patients/{id}?asOf=2026-03-02T00:00:00Z,  patient.read",
        "/api/patients/{id}/history,                    patient.history",
        "/api/patients/{id}/encounters,                 encounter.list",
        "/api/patients/{id}/encounters/00000000-0000-4000-8000-0000000000e1, encounter.read",
    })
    void askingForAPatientWhoIsNotThereIsOnRecord(String path, String action) {
        String request = get(path.replace("{id}", NOBODY.toString()), Role.ADMIN, 404);
        assertThat(trail.of(request, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.getAction()).isEqualTo(action);
            assertThat(entry.getOutcome()).isEqualTo(Outcome.NOTHING);
            assertThat(entry.getPatientIdsList()).containsExactly(NOBODY.toString());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/api/patients,               AUDITOR, patient.list,    false",
        "/api/patients/feed,          BILLING, patient.feed,    false",
        "/api/patients/{id},          AUDITOR, patient.read,    true",
        "/api/patients/{id}/history,  BILLING, patient.history, true",
        "/api/patients/{id}/encounters, BILLING, encounter.list, true",
        "/api/patients/{id}/encounters/1, AUDITOR, encounter.read, true",
    })
    void aRefusalIsOnRecord(String path, Role role, String action, boolean namesThePatient) {
        String request = get(path.replace("{id}", ADA.toString()), role, 403);
        assertThat(trail.of(request, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.getAction()).isEqualTo(action);
            assertThat(entry.getOutcome()).isEqualTo(Outcome.REFUSED);
            assertThat(entry.getRole()).isEqualTo(role.name());
            assertThat(entry.getDetail()).isEqualTo("forbidden");
            assertThat(entry.getPatientIdsList()).isEqualTo(namesThePatient ? List.of(ADA.toString()) : List.of());
        });
    }

    @Test
    void theFeedIsOnRecordFromWhereToWhere() {
        String request = UUID.randomUUID().toString();
        List<String> seen = feed(request, 0)
                .mapNotNull(ServerSentEvent::id)
                .take(3)
                .collectList()
                .blockOptional(App.PATIENCE)
                .orElseThrow();
        assertThat(seen).containsExactly("1", "2", "3");
        List<AccessEntry> entries = trail.of(request, 2);
        assertThat(entries).extracting(AccessEntry::getAction).containsExactly("patient.feed", "patient.feed");
        assertThat(entries).extracting(AccessEntry::getDetail).containsExactly("begins", "ended");
        assertThat(entries).extracting(AccessEntry::getPosition).containsExactly(0L, 3L);
    }

    private static Flux<ServerSentEvent<String>> feed(String request, long after) {
        return app.streams()
                .get()
                .uri("/api/patients/feed")
                .headers(headers -> {
                    headers.setBearerAuth(TestTrust.TOKENS.good(Role.ADMIN));
                    headers.set("X-Correlation-Id", request);
                    headers.set("Last-Event-ID", Long.toString(after));
                })
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<>() {});
    }

    /** Answers the correlation id of the request. */
    private static String get(String path, Role role, int status) {
        String request = UUID.randomUUID().toString();
        app.client(TestTrust.TOKENS.good(role))
                .get()
                .uri(path)
                .header("X-Correlation-Id", request)
                .header("X-Forwarded-For", "192.0.2.7")
                .exchange()
                .expectStatus()
                .isEqualTo(status);
        return request;
    }
}
