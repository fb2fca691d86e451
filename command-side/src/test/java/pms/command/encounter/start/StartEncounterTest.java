package pms.command.encounter.start;

import static pms.command.patient.Samples.ANNA;
import static pms.command.patient.Samples.BEGINNING;
import static pms.command.patient.Samples.VISIT;
import static pms.command.patient.Samples.deactivated;
import static pms.command.patient.Samples.erased;
import static pms.command.patient.Samples.registered;
import static pms.command.patient.Samples.started;

import org.junit.jupiter.api.Test;
import pms.command.patient.Decision;
import pms.command.patient.Rejection;

class StartEncounterTest {

    private final Decision<StartEncounter> decision = Decision.of(new StartEncounterHandler());
    private final StartEncounter start = new StartEncounter(ANNA, VISIT, BEGINNING);

    @Test
    void startsAnEncounterOfAPatient() {
        decision.given(registered(ANNA, "anna@example.org")).when(start).then(started(ANNA));
    }

    @Test
    void rejectsAnUnknownPatient() {
        decision.given().when(start).thenRejected(Rejection.PatientNotFound.class);
    }

    @Test
    void rejectsADeactivatedPatient() {
        decision.given(registered(ANNA, "anna@example.org"), deactivated(ANNA, 2))
                .when(start)
                .thenRejected(Rejection.PatientIsDeactivated.class);
    }

    @Test
    void rejectsAnErasedPatient() {
        decision.given(registered(ANNA, "anna@example.org"), deactivated(ANNA, 2), erased(ANNA, 3))
                .when(start)
                .thenRejected(Rejection.PatientIsErased.class);
    }
}
