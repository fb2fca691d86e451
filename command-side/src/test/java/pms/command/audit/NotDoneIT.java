package pms.command.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pms.access.Role;
import pms.command.testing.Patients;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;
import pms.command.testing.Trail;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;

/** A command that is not carried out is on record. */
class NotDoneIT {

    private static final String USER = "not-done@example.org";
    private static final String NOBODY = "00000000-0000-4000-8000-00000000000f";
    private static final String NO_BODY = "";

    @SuppressWarnings("NullAway.Init")
    private static Trail trail;

    private final WebTestClient http = Service.shared().http(TestTrust.bearer(USER));
    private final Patients patients = new Patients(http);

    @BeforeAll
    static void open() {
        trail = new Trail(Service.shared());
    }

    @AfterAll
    static void close() {
        trail.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /api/patients/{id},         patient.amend",
        "DELETE, /api/patients/{id},         patient.deactivate",
        "POST,   /api/patients/{id}/erasure, patient.erase",
    })
    void aPatientWhoIsNotThereIsOnRecord(String method, String path, String action) {
        String body = method.equals("PUT") ? Patients.json(Patients.freshEmail()) : NO_BODY;

        AccessEntry entry = entryOf(http, method, path.replace("{id}", NOBODY), body, 404);

        assertThat(entry.getAction()).isEqualTo(action);
        assertThat(entry.getOutcome()).isEqualTo(Outcome.NOTHING);
        assertThat(entry.getDetail()).isEqualTo("patient-not-found");
        assertThat(entry.getPatientIdsList()).containsExactly(NOBODY);
        assertThat(entry.getActor()).isEqualTo(USER);
        assertThat(entry.getRole()).isEqualTo("ADMIN");
        assertThat(entry.getAddress()).isEqualTo("192.0.2.7");
        assertThat(entry.getService()).isEqualTo("command-side");
        assertThat(entry.getPosition()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /api/patients,              BILLING,   patient.register,   false",
        "PUT,    /api/patients/{id},         AUDITOR,   patient.amend,      true",
        "DELETE, /api/patients/{id},         BILLING,   patient.deactivate, true",
        "POST,   /api/patients/{id}/erasure, CLINICIAN, patient.erase,      true",
    })
    void aRefusalIsOnRecord(String method, String path, Role role, String action, boolean namesThePatient) {
        WebTestClient other = Service.shared().http(TestTrust.bearer(USER, role));

        AccessEntry entry = entryOf(other, method, path.replace("{id}", NOBODY), "{}", 403);

        assertThat(entry.getAction()).isEqualTo(action);
        assertThat(entry.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(entry.getDetail()).isEqualTo("forbidden");
        assertThat(entry.getRole()).isEqualTo(role.name());
        assertThat(entry.getPatientIdsList()).isEqualTo(namesThePatient ? List.of(NOBODY) : List.of());
    }

    @Test
    void aRegistrationWithATakenEmailIsOnRecordWithWhoHasItAndWithoutTheEmail() {
        String email = Patients.freshEmail();
        UUID holder = patients.registered(email);

        AccessEntry entry = entryOf(http, "POST", "/api/patients", Patients.json(email), 409);

        assertThat(entry.getAction()).isEqualTo("patient.register");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(entry.getDetail()).isEqualTo("email-taken");
        assertThat(entry.getPatientIdsList()).containsExactly(holder.toString());
        assertThat(entry.toString()).doesNotContain(email, "Anna");
    }

    @Test
    void anAmendmentToATakenEmailIsOnRecordWithBoth() {
        String email = Patients.freshEmail();
        UUID holder = patients.registered(email);
        UUID other = patients.registered(Patients.freshEmail());

        AccessEntry entry = entryOf(http, "PUT", "/api/patients/" + other, Patients.json(email), 409);

        assertThat(entry.getPatientIdsList()).containsExactly(other.toString(), holder.toString());
    }

    @Test
    void whatAnErasedPatientIsAskedToIsOnRecord() {
        String email = Patients.freshEmail();
        UUID id = patients.registered(email);
        http.post()
                .uri("/api/patients/{id}/erasure", id)
                .exchange()
                .expectStatus()
                .isAccepted();

        AccessEntry entry = entryOf(http, "PUT", "/api/patients/" + id, Patients.json(email), 410);

        assertThat(entry.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(entry.getDetail()).isEqualTo("patient-erased");
        assertThat(entry.getPatientIdsList()).containsExactly(id.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /api/patients/{id},         200, patient.amend,      ''",
        "DELETE, /api/patients/{id},         204, patient.deactivate, DELETE /api/patients/{id}",
        "POST,   /api/patients/{id}/erasure, 202, patient.erase,      POST /api/patients/{id}/erasure",
    })
    void whatChangesNothingIsOnRecordWithThePatient(
            String method, String path, int status, String action, String before) {
        String email = Patients.freshEmail();
        String id = patients.registered(email).toString();
        String body = method.equals("PUT") ? Patients.json(email) : NO_BODY;
        if (!before.isEmpty()) {
            send(http, method, path.replace("{id}", id), body, status);
        }

        AccessEntry entry = entryOf(http, method, path.replace("{id}", id), body, status);

        assertThat(entry.getAction()).isEqualTo(action);
        assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(entry.getDetail()).isEqualTo("unchanged");
        assertThat(entry.getPatientIdsList()).containsExactly(id);
        assertThat(entry.getActor()).isEqualTo(USER);
        assertThat(entry.getRole()).isEqualTo("ADMIN");
        assertThat(entry.getAddress()).isEqualTo("192.0.2.7");
    }

    @Test
    void anAnswerThatIsGivenAgainIsOnRecord() {
        String body = Patients.json(Patients.freshEmail());
        String key = UUID.randomUUID().toString();
        String first = UUID.randomUUID().toString();
        String again = UUID.randomUUID().toString();
        patients.post(body, "Idempotency-Key", key, "X-Correlation-Id", first)
                .expectStatus()
                .isCreated();
        patients.post(body, "Idempotency-Key", key, "X-Correlation-Id", again)
                .expectStatus()
                .isCreated();

        AccessEntry event = trail.of(first, 1).getFirst();
        AccessEntry entry = trail.of(again, 1).getFirst();

        assertThat(entry.getAction()).isEqualTo("patient.register");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(entry.getDetail()).isEqualTo("repeated");
        assertThat(entry.getPatientIdsList())
                .isEqualTo(event.getPatientIdsList())
                .hasSize(1);
    }

    @Test
    void aCorrelationIdThatIsATextIsNotOnRecord() {
        String text = "Anna Example (born 1984)";
        UUID id = patients.registered(Patients.freshEmail());
        http.delete()
                .uri("/api/patients/{id}", id)
                .header("X-Correlation-Id", text)
                .exchange()
                .expectHeader()
                .value("X-Correlation-Id", made -> {
                    assertThat(UUID.fromString(made)).isNotNull();
                    assertThat(trail.of(made, 1)).hasSize(1);
                });
        assertThat(trail.of(text, 0)).isEmpty();
    }

    @Test
    void aBodyThatIsNotGoodIsNotOnRecord() {
        String malformed = send(http, "POST", "/api/patients", "{", 400);
        String invalid = send(http, "PUT", "/api/patients/" + NOBODY, "{\"name\":\"\"}", 400);

        entryOf(http, "DELETE", "/api/patients/" + NOBODY, NO_BODY, 404);

        assertThat(trail.of(malformed, 0)).isEmpty();
        assertThat(trail.of(invalid, 0)).isEmpty();
    }

    private static AccessEntry entryOf(WebTestClient http, String method, String path, String body, int status) {
        List<AccessEntry> entries = trail.of(send(http, method, path, body, status), 1);
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    /** Answers the correlation id of the request. */
    private static String send(WebTestClient http, String method, String path, String body, int status) {
        String request = UUID.randomUUID().toString();
        http.method(HttpMethod.valueOf(method))
                .uri(path)
                .headers(headers -> {
                    headers.set("X-Correlation-Id", request);
                    headers.set("X-Forwarded-For", "192.0.2.7");
                    headers.setContentType(MediaType.APPLICATION_JSON);
                })
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
        return request;
    }
}
