package pms.command.patient.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.command.patient.Samples.ANNA;
import static pms.command.patient.Samples.BEN;
import static pms.command.patient.Samples.HOSPITAL_7;
import static pms.command.patient.Samples.amended;
import static pms.command.patient.Samples.deactivated;
import static pms.command.patient.Samples.draft;
import static pms.command.patient.Samples.registered;

import java.util.Set;
import org.junit.jupiter.api.Test;
import pms.command.patient.Boundary;
import pms.command.patient.Decision;
import pms.command.patient.Draft;
import pms.command.patient.Rejection;
import pms.command.patient.Samples;
import pms.command.patient.Situation;
import pms.command.patient.VersionCondition;

class AmendPatientTest {

    private final Decision<AmendPatient> decision = Decision.of(new AmendPatientHandler(Samples.CLAIM_TAGS));

    @Test
    void amendsToTheWholeOfTheDraft() {
        decision.given(registered(ANNA, "anna@example.org", HOSPITAL_7))
                .when(amendAnna(draft("new@example.org")))
                .then(amended(ANNA, 2, "new@example.org"));
    }

    @Test
    void isNoEventWhenNothingChanges() {
        decision.given(registered(ANNA, "anna@example.org"))
                .when(amendAnna(draft("anna@example.org")))
                .then();
    }

    @Test
    void aPatientMayKeepItsOwnEmail() {
        decision.given(registered(ANNA, "anna@example.org"))
                .when(amendAnna(draft("anna@example.org", HOSPITAL_7)))
                .then(amended(ANNA, 2, "anna@example.org", HOSPITAL_7));
    }

    @Test
    void rejectsAnEmailOfAnotherPatient() {
        decision.given(registered(ANNA, "anna@example.org"), registered(BEN, "ben@example.org"))
                .when(amendAnna(draft("BEN@example.org")))
                .thenRejected(Rejection.EmailTaken.class);
    }

    @Test
    void rejectsAnIdentifierOfAnotherPatient() {
        decision.given(registered(ANNA, "anna@example.org"), registered(BEN, "ben@example.org", HOSPITAL_7))
                .when(amendAnna(draft("anna@example.org", HOSPITAL_7)))
                .thenRejected(Rejection.IdentifierTaken.class);
    }

    @Test
    void rejectsAnUnknownPatient() {
        decision.given().when(amendAnna(draft("anna@example.org"))).thenRejected(Rejection.PatientNotFound.class);
    }

    @Test
    void rejectsADeactivatedPatient() {
        decision.given(registered(ANNA, "anna@example.org"), deactivated(ANNA, 2))
                .when(amendAnna(draft("new@example.org")))
                .thenRejected(Rejection.PatientIsDeactivated.class);
    }

    @Test
    void rejectsWhatIsMeantForAnotherVersion() {
        decision.given(registered(ANNA, "anna@example.org"), amended(ANNA, 2, "second@example.org"))
                .when(new AmendPatient(ANNA, draft("new@example.org"), VersionCondition.oneOf(Set.of(1L))))
                .thenRejected(Rejection.VersionMismatch.class)
                .satisfies(e ->
                        assertThat(((Rejection.VersionMismatch) e).actual()).isEqualTo(2));
    }

    @Test
    void amendsTheVersionThatItIsMeantFor() {
        decision.given(registered(ANNA, "anna@example.org"))
                .when(new AmendPatient(ANNA, draft("new@example.org"), VersionCondition.oneOf(Set.of(1L))))
                .then(amended(ANNA, 2, "new@example.org"));
    }

    @Test
    void isSeenByThoseWhoLookForWhatItReleases() {
        Situation before = Situation.of(Boundary.record(ANNA, Set.of())).evolve(registered(ANNA, "old@example.org"));

        assertThat(before.tagsOf(amended(ANNA, 2, "new@example.org", HOSPITAL_7)))
                .containsExactlyInAnyOrder(
                        "patient:" + ANNA,
                        "email:old@example.org",
                        "email:new@example.org",
                        "identifier:urn:hospital|7");
    }

    private static AmendPatient amendAnna(Draft draft) {
        return new AmendPatient(ANNA, draft, VersionCondition.any());
    }
}
