package pms.command.patient.deactivate;

import static pms.command.patient.Samples.ANNA;
import static pms.command.patient.Samples.deactivated;
import static pms.command.patient.Samples.registered;

import java.util.Set;
import org.junit.jupiter.api.Test;
import pms.command.patient.Decision;
import pms.command.patient.Rejection;
import pms.command.patient.VersionCondition;

class DeactivatePatientTest {

    private final Decision<DeactivatePatient> decision = Decision.of(new DeactivatePatientHandler());

    @Test
    void deactivatesAPatient() {
        decision.given(registered(ANNA, "anna@example.org"))
                .when(new DeactivatePatient(ANNA, VersionCondition.any()))
                .then(deactivated(ANNA, 2));
    }

    @Test
    void isNoEventTheSecondTimeWhateverVersionItNames() {
        decision.given(registered(ANNA, "anna@example.org"), deactivated(ANNA, 2))
                .when(new DeactivatePatient(ANNA, VersionCondition.oneOf(Set.of(1L))))
                .then();
    }

    @Test
    void rejectsAnUnknownPatient() {
        decision.given()
                .when(new DeactivatePatient(ANNA, VersionCondition.any()))
                .thenRejected(Rejection.PatientNotFound.class);
    }

    @Test
    void rejectsWhatIsMeantForAnotherVersion() {
        decision.given(registered(ANNA, "anna@example.org"))
                .when(new DeactivatePatient(ANNA, VersionCondition.oneOf(Set.of(7L))))
                .thenRejected(Rejection.VersionMismatch.class);
    }
}
