package pms.command.audit;

import static pms.command.testing.Patients.problem;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import pms.command.testing.BillingPeer;
import pms.command.testing.Patients;
import pms.command.testing.Servers;
import pms.command.testing.Service;

/** Without Kafka changes go on, for their events are kept; what no event tells of is not answered. */
class RecordAwayIT {

    private static final String NOWHERE = "127.0.0.1:11";

    @SuppressWarnings("NullAway.Init")
    private static Service service;

    private final WebTestClient http = service.http();
    private final Patients patients = new Patients(http);
    private final String email = Patients.freshEmail();
    private final UUID id = patients.registered(email);

    @BeforeAll
    static void start() {
        service = Service.startWith(
                Servers.freshDatabase(),
                Servers.freshTopic(),
                new BillingPeer(),
                Map.of("pms.kafka.bootstrap", NOWHERE));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void nobodyLearnsWhoHasAnEmail() {
        problem(patients.post(Patients.json(email)), 503, "audit-unavailable")
                .jsonPath("$.patientId")
                .doesNotExist();
    }

    @Test
    void whatChangesNothingIsNotAnswered() {
        problem(patients.put(id, Patients.json(email)), 503, "audit-unavailable")
                .jsonPath("$.name")
                .doesNotExist();
    }

    @Test
    void anAnswerIsNotGivenAgain() {
        String body = Patients.json(Patients.freshEmail());
        String key = UUID.randomUUID().toString();
        patients.post(body, "Idempotency-Key", key).expectStatus().isCreated();

        problem(patients.post(body, "Idempotency-Key", key), 503, "audit-unavailable")
                .jsonPath("$.id")
                .doesNotExist();
    }

    @Test
    void aDecisionThatTellsOfNobodyStands() {
        problem(patients.put(UUID.randomUUID(), Patients.json(Patients.freshEmail())), 404, "patient-not-found");
    }
}
