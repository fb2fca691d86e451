package pms.command.encounter.finish;

import static pms.command.patient.Samples.ANNA;
import static pms.command.patient.Samples.BEN;
import static pms.command.patient.Samples.CAME;
import static pms.command.patient.Samples.VISIT;
import static pms.command.patient.Samples.deactivated;
import static pms.command.patient.Samples.erased;
import static pms.command.patient.Samples.finished;
import static pms.command.patient.Samples.registered;
import static pms.command.patient.Samples.started;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import pms.command.patient.Decision;
import pms.command.patient.Rejection;

class FinishEncounterTest {

    private static final Instant LEFT = CAME.plusSeconds(1800);

    private final Decision<FinishEncounter> decision = Decision.of(new FinishEncounterHandler());
    private final FinishEncounter finish = new FinishEncounter(ANNA, VISIT, LEFT);

    @Test
    void finishesAnEncounter() {
        decision.given(registered(ANNA, "anna@example.org"), started(ANNA))
                .when(finish)
                .then(finished(ANNA, LEFT));
    }

    @Test
    void takesOneThatEndsAsItBegins() {
        decision.given(registered(ANNA, "anna@example.org"), started(ANNA))
                .when(new FinishEncounter(ANNA, VISIT, CAME))
                .then(finished(ANNA, CAME));
    }

    @Test
    void rejectsASecondEndAlsoTheSame() {
        decision.given(registered(ANNA, "anna@example.org"), started(ANNA), finished(ANNA, LEFT))
                .when(finish)
                .thenRejected(Rejection.EncounterIsFinished.class);
    }

    @Test
    void rejectsAnEndBeforeTheStart() {
        decision.given(registered(ANNA, "anna@example.org"), started(ANNA))
                .when(new FinishEncounter(ANNA, VISIT, CAME.minusMillis(1)))
                .thenRejected(Rejection.EndsBeforeItsStart.class);
    }

    @Test
    void rejectsAnUnknownEncounterAndOneOfAnotherPatient() {
        decision.given(registered(ANNA, "anna@example.org"))
                .when(finish)
                .thenRejected(Rejection.EncounterNotFound.class);
        decision.given(registered(ANNA, "anna@example.org"), started(BEN))
                .when(finish)
                .thenRejected(Rejection.EncounterNotFound.class);
    }

    @Test
    void rejectsAPatientThatIsUnknownDeactivatedOrErased() {
        decision.given(started(ANNA)).when(finish).thenRejected(Rejection.PatientNotFound.class);
        decision.given(registered(ANNA, "anna@example.org"), started(ANNA), deactivated(ANNA, 2))
                .when(finish)
                .thenRejected(Rejection.PatientIsDeactivated.class);
        decision.given(registered(ANNA, "anna@example.org"), started(ANNA), erased(ANNA, 2))
                .when(finish)
                .thenRejected(Rejection.PatientIsErased.class);
    }
}
