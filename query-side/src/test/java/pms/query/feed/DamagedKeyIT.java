package pms.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.amended;
import static pms.query.Given.deactivated;
import static pms.query.Given.erased;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pms.query.App;

/** The key service has a key that it can't read: its patient is harmed, and nobody else. */
class DamagedKeyIT {

    private static final String REASON = "the key of the person can't be read";

    @Test
    void deadLettersThePatientsRecordsWithTheReasonAndGoesOnWithTheOthers() throws SQLException {
        try (App app = new App("damagedkey")) {
            UUID ill = UUID.randomUUID();
            UUID well = UUID.randomUUID();
            app.whileDown(() -> {
                app.relay().send(well, registered(well, person("Quite Well")));
                app.relay().send(ill, registered(ill, person("Locked Away")));
                app.relay().send(ill, amended(ill, 2, person("Held Back")));
                app.relay().send(well, amended(well, 2, person("Very Well")));
                app.keys().damage(ill);
            });

            app.patient(well).expectBody().jsonPath("$.name").isEqualTo("Very Well");
            app.patient(ill).expectStatus().isNotFound();
            assertThat(app.strings("select position || ': ' || reason from projection_held order by position"))
                    .containsExactly("2: " + REASON, "3: held back behind position 2");

            app.keys().destroy(ill);
            app.relay().send(ill, erased(ill, 3));
            app.get("/api/patients/{id}/history", ill).expectStatus().isOk();
        }
    }

    @Test
    void showsWhatWasAppliedBeforeWithoutContentAndTheOthersWhole() {
        try (App app = new App("damagedlater")) {
            UUID ill = UUID.randomUUID();
            UUID well = UUID.randomUUID();
            app.relay().send(ill, registered(ill, person("Locked Later")));
            app.relay().send(well, registered(well, person("Quite Well")));
            app.patient(ill).expectStatus().isOk();
            app.whileDown(() -> app.keys().damage(ill));
            app.relay().send(ill, deactivated(ill, 2));

            List<String> shown = new SseClient(app, "reader")
                    .events(0L)
                    .take(3)
                    .map(event -> String.valueOf(event.data()))
                    .collectList()
                    .blockOptional(SseClient.PATIENCE)
                    .orElseThrow();
            assertThat(shown.get(0)).contains(ill.toString()).doesNotContain("\"patient\"");
            assertThat(shown.get(1)).contains("Quite Well");
            assertThat(shown.get(2)).contains("PatientDeactivated").doesNotContain("\"patient\"");

            app.get("/api/patients/{id}/history", ill)
                    .expectStatus()
                    .isEqualTo(503)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("keys-unavailable");
            app.get("/api/patients/{id}/history", well).expectStatus().isOk();
        }
    }
}
