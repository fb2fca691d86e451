package pms.query.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.accountClosed;
import static pms.query.Given.accountOpened;
import static pms.query.Given.amended;
import static pms.query.Given.deactivated;
import static pms.query.Given.erased;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import pms.query.App;
import pms.schema.patient.v1.Identifier;
import pms.schema.patient.v1.Person;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@ExtendWith(OutputCaptureExtension.class)
class ErasureIT {

    private static App app;

    @BeforeAll
    static void start() {
        app = new App("erasure");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void takesThePatientOutOfTheDirectoryAndTheSearch() throws SQLException {
        UUID id = UUID.randomUUID();
        app.relay().send(id, registered(id, marked("Xanthe Firstmark")));
        app.relay().send(id, amended(id, 2, marked("Xanthe Latermark")));
        found("latermark", 1);
        erase(id, 3);

        notFound(app.patient(id));
        found("latermark", 0);
        found("firstmark", 0);
        found("xanthe@mark.example", 0);
        found("MRN-XANTHE", 0);
        assertThat(app.number("select count(*) from patient where id = '%s'".formatted(id)))
                .isZero();
        assertThat(app.number("select count(*) from patient_term where patient_id = '%s'".formatted(id)))
                .isZero();
    }

    @Test
    void leavesNothingOfAPatientThatIsRegisteredAndErasedInOneBatch() throws SQLException {
        UUID id = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        app.whileDown(() -> {
            app.relay().send(id, registered(id, marked("Brief Visit")));
            app.relay().send(other, registered(other, person("Other Visit")));
            app.relay().send(id, deactivated(id, 2));
            app.relay().send(id, erased(id, 3));
        });
        notFound(app.patient(id));
        app.patient(other).expectStatus().isOk();
        assertThat(app.number("select count(*) from patient_term where term = 'brief'"))
                .isZero();
    }

    @Test
    void goesOnOverARegistrationWhoseKeyIsGone() {
        UUID id = UUID.randomUUID();
        app.whileDown(() -> {
            app.relay().send(id, registered(id, marked("Never Seen")));
            app.relay().send(id, amended(id, 2, marked("Never Seen")));
            app.keys().destroyUntold(id);
        });
        notFound(app.patient(id));
        UUID next = UUID.randomUUID();
        app.relay().send(next, registered(next, person("Next Seen")));
        app.patient(next).expectStatus().isOk();
        history(id)
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(2)
                .jsonPath("$[1].version")
                .isEqualTo(2)
                .jsonPath("$[1].changes")
                .isEmpty();
    }

    @Test
    void keepsAHistoryWithoutContent() {
        UUID id = UUID.randomUUID();
        long first = app.relay().send(id, registered(id, marked("Hester Past")));
        app.relay().send(id, accountOpened(id, "A-77"));
        history(id).expectBody().jsonPath("$[0].changes[0].to").isEqualTo("Hester Past");
        app.get("/api/patients/{id}?asOf=2200-01-01T00:00:00Z", id)
                .expectStatus()
                .isOk();
        erase(id, 2);
        app.relay().send(id, accountClosed(id, "A-77"));

        history(id)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        [{"position": %d, "type": "PatientRegistered", "who": "nurse@example.org", "version": 1,
                          "changes": []},
                         {"position": %d, "type": "BillingAccountOpened", "changes": []},
                         {"position": %d, "type": "PatientErased", "who": "nurse@example.org", "version": 2,
                          "changes": []},
                         {"position": %d, "type": "BillingAccountClosed", "changes": []}]
                        """.formatted(first, first + 1, first + 2, first + 3), JsonCompareMode.LENIENT);
        notFound(app.get("/api/patients/{id}?asOf=2200-01-01T00:00:00Z", id));
    }

    @Test
    void opensNothingOfAnErasedPatientThoughItsKeyIsStillThere() {
        UUID id = UUID.randomUUID();
        app.relay().send(id, registered(id, marked("Key Lingers")));
        app.relay().send(id, erased(id, 2));
        history(id).expectBody().jsonPath("$[0].changes").isEmpty();
        notFound(app.get("/api/patients/{id}?asOf=2200-01-01T00:00:00Z", id));
    }

    @Test
    void forgetsTheKeyAsSoonAsTheErasureIsTold() {
        UUID id = UUID.randomUUID();
        app.relay().send(id, registered(id, marked("Told Early")));
        history(id).expectBody().jsonPath("$[0].changes").isNotEmpty();
        app.keys().destroy(id);
        assertThat(Flux.defer(() -> Flux.just(String.valueOf(history(id)
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody())))
                        .repeat()
                        .subscribeOn(Schedulers.boundedElastic())
                        .any(body -> !body.contains("Told Early"))
                        .block(App.PATIENCE))
                .as("long before the minute is over that a key may be kept for")
                .isTrue();
    }

    @Test
    void waitsForTheKeyServiceAndSaysSoMeanwhile(CapturedOutput output) {
        UUID known = UUID.randomUUID();
        UUID waiting = UUID.randomUUID();
        app.relay().send(known, registered(known, marked("Known Before")));
        app.patient(known).expectStatus().isOk();
        app.whileDown(() -> app.keys().leave()); // and nothing is cached
        app.relay().send(waiting, registered(waiting, marked("Waiting Long")));
        becomes(503);
        app.client()
                .get()
                .uri("/api/patients/{id}/history", known)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("keys-unavailable");
        app.client()
                .get()
                .uri("/api/patients/{id}", known)
                .exchange()
                .expectStatus()
                .isOk();

        app.keys().comeBack();
        app.patient(waiting)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Waiting Long");
        becomes(200);
        assertThat(output).contains("UNAVAILABLE").doesNotContain("dead-lettered");
    }

    private static void becomes(int readiness) {
        assertThat(Flux.defer(() -> Flux.just(app.client()
                                .get()
                                .uri("/actuator/health/readiness")
                                .exchange()
                                .expectBody()
                                .returnResult()
                                .getStatus()
                                .value()))
                        .repeat()
                        .subscribeOn(Schedulers.boundedElastic())
                        .any(status -> status == readiness)
                        .block(App.PATIENCE))
                .isTrue();
    }

    private static Person.Builder marked(String name) {
        String first = name.substring(0, name.indexOf(' '));
        return person(name)
                .setEmail(first + "@mark.example")
                .addIdentifiers(Identifier.newBuilder().setSystem("urn:mrn").setValue("MRN-" + first));
    }

    private static void erase(UUID id, long version) {
        app.keys().destroy(id);
        app.relay().send(id, erased(id, version));
    }

    private static void notFound(ResponseSpec answer) {
        answer.expectStatus().isNotFound().expectBody().jsonPath("$.code").isEqualTo("patient-not-found");
    }

    private static ResponseSpec history(UUID id) {
        return app.get("/api/patients/{id}/history", id);
    }

    private static void found(String q, int total) {
        app.get("/api/patients?q={q}", q).expectHeader().valueEquals("X-Total-Count", Integer.toString(total));
    }
}
