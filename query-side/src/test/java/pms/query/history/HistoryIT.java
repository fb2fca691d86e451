package pms.query.history;

import static pms.query.Given.accountOpened;
import static pms.query.Given.amended;
import static pms.query.Given.deactivated;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.json.JsonCompareMode;
import pms.query.App;
import pms.query.Relay;

class HistoryIT {

    private static App app;
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @BeforeAll
    static void start() {
        app = new App("history");
        app.relay().send(ID, registered(ID, person("Ada First").setEmail("ada@example.org")));
        app.relay().send(ID, accountOpened(ID, "A-1"));
        app.relay().send(ID, amended(ID, 2, person("Ada Second").setPhone("+49 1")));
        app.relay().send(ID, "pms.patient.v1.PatientMoved", new byte[] {1, 2, 3});
        app.relay().send(ID, deactivated(ID, 3));
        app.relay().publishAgain();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void tellsEachEventOnceWithWhatItChanged() {
        app.get("/api/patients/{id}/history", ID)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        [{"position": 1, "type": "PatientRegistered", "time": "2026-03-01T00:00:01Z", "version": 1,
                          "who": "nurse@example.org", "correlationId": "c-1",
                          "changes": [{"field": "name", "to": "Ada First"}, {"field": "email", "to": "ada@example.org"},
                            {"field": "address", "to": "1 Test Road"}, {"field": "dateOfBirth", "to": "1984-03-09"},
                            {"field": "gender", "to": "female"}, {"field": "registeredDate", "to": "2026-02-28"},
                            {"field": "status", "to": "ACTIVE"}]},
                         {"position": 2, "type": "BillingAccountOpened", "time": "2026-03-01T00:00:02Z",
                          "who": "nurse@example.org", "correlationId": "c-2",
                          "changes": [{"field": "accountId", "to": "A-1"}]},
                         {"position": 3, "type": "PatientAmended", "time": "2026-03-01T00:00:03Z", "version": 2,
                          "who": "nurse@example.org", "correlationId": "c-3",
                          "changes": [{"field": "name", "from": "Ada First", "to": "Ada Second"},
                            {"field": "email", "from": "ada@example.org"}, {"field": "phone", "to": "+49 1"}]},
                         {"position": 4, "type": "PatientMoved", "time": "2026-03-01T00:00:04Z",
                          "who": "nurse@example.org", "correlationId": "c-4", "changes": []},
                         {"position": 5, "type": "PatientDeactivated", "time": "2026-03-01T00:00:05Z", "version": 3,
                          "who": "nurse@example.org", "correlationId": "c-5",
                          "changes": [{"field": "status", "from": "ACTIVE", "to": "DEACTIVATED"}]}]
                        """, JsonCompareMode.STRICT);
    }

    @Test
    void showsThePatientAsItWasThen() {
        asOf(Relay.BEGINNING.plusSeconds(2))
                .jsonPath("$.name")
                .isEqualTo("Ada First")
                .jsonPath("$.version")
                .isEqualTo(1);
        asOf(Relay.BEGINNING.plusSeconds(3))
                .jsonPath("$.name")
                .isEqualTo("Ada Second")
                .jsonPath("$.email")
                .doesNotExist();
        asOf(Relay.BEGINNING.plusSeconds(4)).jsonPath("$.status").isEqualTo("ACTIVE");
        asOf(Instant.parse("2200-01-01T00:00:00Z")).jsonPath("$.status").isEqualTo("DEACTIVATED");
    }

    @Test
    void findsNoPatientBeforeItWasRegistered() {
        app.get("/api/patients/{id}?asOf={then}", ID, Relay.BEGINNING)
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("patient-not-found");
    }

    @Test
    void hasNoHistoryOfAnUnknownPatient() {
        app.get("/api/patients/{id}/history", UUID.randomUUID())
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("patient-not-found");
    }

    private static org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec asOf(Instant then) {
        return app.get("/api/patients/{id}?asOf={then}", ID, then)
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
