package pms.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.PatientCodec;
import pms.command.patient.Tags;
import pms.command.testing.Patients;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;

class IdempotencyIT {

    private static final String KEY = "Idempotency-Key";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WebTestClient http = Service.shared().http();
    private final Patients patients = new Patients(http);
    private final String key = UUID.randomUUID().toString();

    @Test
    void givesTheSameAnswerAgainAlsoWhenThePatientHasChangedSince() {
        String email = Patients.freshEmail();
        EntityExchangeResult<Map<String, Object>> first = patients.register(Patients.json(email), KEY, key);
        Map<String, Object> patient = Objects.requireNonNull(first.getResponseBody());
        UUID id = UUID.fromString((String) patient.get("id"));
        patients.put(id, Patients.json(email).replace("Anna", "Anne"))
                .expectStatus()
                .isOk();

        EntityExchangeResult<Map<String, Object>> again = patients.register(Patients.json(email), KEY, key);

        assertThat(again.getStatus().value()).isEqualTo(201);
        assertThat(again.getResponseBody()).isEqualTo(patient);
        for (String header : new String[] {"Location", "ETag", "PMS-Position"}) {
            assertThat(again.getResponseHeaders().get(header))
                    .isEqualTo(first.getResponseHeaders().get(header));
        }
    }

    @Test
    void refusesTheKeyWithAnotherBodyOrAnotherCall() {
        String email = Patients.freshEmail();
        UUID id = UUID.fromString((String) Objects.requireNonNull(
                        patients.register(Patients.json(email), KEY, key).getResponseBody())
                .get("id"));

        Patients.problem(patients.post(Patients.json(Patients.freshEmail()), KEY, key), 422, "idempotency-key-reused");
        Patients.problem(
                http.delete().uri("/api/patients/{id}", id).header(KEY, key).exchange(), 422, "idempotency-key-reused");
    }

    @Test
    void belongsToItsActor() {
        patients.post(Patients.json(Patients.freshEmail()), KEY, key)
                .expectStatus()
                .isCreated();

        WebTestClient other = http.mutate()
                .defaultHeaders(headers -> headers.set("Authorization", TestTrust.bearer("other@example.org")))
                .build();
        new Patients(other)
                .post(Patients.json(Patients.freshEmail()), KEY, key)
                .expectStatus()
                .isCreated();
    }

    @Test
    void amendsAndDeactivatesOnce() {
        String email = Patients.freshEmail();
        UUID id = patients.registered(email);
        String changed = Patients.json(email).replace("Anna", "Anne");

        for (int i = 0; i < 2; i++) {
            patients.put(id, changed, KEY, key, "If-Match", "\"1\"")
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("ETag", "\"2\"");
        }
        for (int i = 0; i < 2; i++) {
            http.delete()
                    .uri("/api/patients/{id}", id)
                    .header(KEY, key + "-delete")
                    .exchange()
                    .expectStatus()
                    .isNoContent()
                    .expectHeader()
                    .valueEquals("ETag", "\"3\"");
        }
        assertThat(changesOf(id))
                .containsExactly(PatientCodec.REGISTERED, PatientCodec.AMENDED, PatientCodec.DEACTIVATED);
    }

    @Test
    void doesNotRememberARejection() {
        String email = Patients.freshEmail();
        UUID holder = patients.registered(email);
        Patients.problem(patients.post(Patients.json(email), KEY, key), 409, "email-taken");

        patients.put(holder, Patients.json(Patients.freshEmail()))
                .expectStatus()
                .isOk();

        patients.post(Patients.json(email), KEY, key).expectStatus().isCreated();
    }

    /** Without its account, which comes when it comes. */
    private static List<String> changesOf(UUID id) {
        return Service.shared()
                .bean(EventStore.class)
                .read(Criteria.anyTagOf(Tags.patient(id)), 0)
                .map(StoredEvent::type)
                .filter(PatientCodec.RECORD_CHANGES::contains)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }
}
