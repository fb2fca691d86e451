package pms.query.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.amended;
import static pms.query.Given.deactivated;
import static pms.query.Given.erased;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import com.google.protobuf.ByteString;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import pms.query.App;
import pms.query.Given;
import pms.query.Relay;
import pms.schema.patient.v1.PatientRegistered;

@ExtendWith(OutputCaptureExtension.class)
class BrokenSealIT {

    @Test
    void deadLettersASealThatDoesNotOpenAndHoldsBackWhatFollows(CapturedOutput output) throws SQLException {
        try (App app = new App("brokenseal")) {
            UUID ill = UUID.randomUUID();
            UUID ended = UUID.randomUUID();
            UUID well = UUID.randomUUID();
            app.relay().send(ill, changed(ill, app, BrokenSealIT::flipped));
            app.relay().send(ill, amended(ill, 2, person("Held Back")));
            app.relay().send(ended, changed(ended, app, bytes -> bytes.substring(0, 20)));
            app.relay().send(ended, deactivated(ended, 2));
            app.relay().send(well, registered(well, person("Quite Well")));

            app.patient(well).expectStatus().isOk();
            app.patient(ill).expectStatus().isNotFound();
            app.patient(ended).expectStatus().isNotFound();
            app.get("/api/patients/{id}/history", ill).expectStatus().isNotFound();
            assertThat(app.strings("select position || ': ' || reason from projection_held order by position"))
                    .containsExactly(
                            "1: the seal of the person is broken",
                            "2: held back behind position 1",
                            "3: the seal of the person is broken",
                            "4: held back behind position 3");
            assertThat(output)
                    .contains("the seal of the person is broken")
                    .doesNotContain("Broken Inside")
                    .doesNotContain("Held Back");
        }
    }

    @Test
    void erasesAPatientWhoseLaterEventsAreHeldBack() throws SQLException {
        try (App app = new App("heldback")) {
            UUID id = UUID.randomUUID();
            app.relay().send(id, registered(id, person("Held Mark")));
            app.relay().send(id, "pms.patient.v1.PatientAmended", new byte[] {1, 2, 3});
            app.relay().send(id, deactivated(id, 3));
            app.patient(id).expectStatus().isOk();
            app.keys().destroy(id);
            app.relay().send(id, erased(id, 4));
            app.patient(id).expectStatus().isNotFound();
            assertThat(app.strings("select position from projection_held order by 1"))
                    .as("what is held says nothing any more")
                    .isEmpty();
        }
    }

    private static PatientRegistered changed(UUID id, App app, UnaryOperator<ByteString> change) {
        var event = (PatientRegistered) Given.registered(id, person("Broken Inside"))
                .sealed(Relay.eventId(app.relay().position() + 1), app.keys());
        return event.toBuilder()
                .setSealedPerson(change.apply(event.getSealedPerson()))
                .build();
    }

    private static ByteString flipped(ByteString sealed) {
        byte[] bytes = sealed.toByteArray();
        bytes[20] ^= 4;
        return ByteString.copyFrom(bytes);
    }
}
