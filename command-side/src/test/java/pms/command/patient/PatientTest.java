package pms.command.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.command.patient.Samples.ANNA;
import static pms.command.patient.Samples.BEN;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PatientTest {

    @Test
    void countsTheChangesOfItsRecordOnly() {
        Situation situation = Situation.of(Boundary.record(ANNA, Set.of()))
                .evolve(Samples.registered(ANNA, "anna@example.org"))
                .evolve(new PatientEvent.BillingAccountOpened(ANNA, UUID.randomUUID()))
                .evolve(Samples.amended(ANNA, 2, "new@example.org"))
                .evolve(Samples.deactivated(ANNA, 3));

        assertThat(situation.requirePatient().version()).isEqualTo(3);
        assertThat(situation.requirePatient().status()).isEqualTo(Patient.Status.DEACTIVATED);
        assertThat(situation.requirePatient().requireDetails().email()).isEqualTo("new@example.org");
    }

    @Test
    void isNotTouchedByEventsOfOthers() {
        Situation situation = Situation.of(Boundary.record(ANNA, Set.of()))
                .evolve(Samples.registered(ANNA, "anna@example.org"))
                .evolve(Samples.registered(BEN, "ben@example.org"))
                .evolve(Samples.deactivated(BEN, 2));

        assertThat(situation.requirePatient().id()).isEqualTo(ANNA);
        assertThat(situation.requirePatient().isDeactivated()).isFalse();
    }

    @Test
    void neverFailsOnEventsThatComeWithoutTheirBeginning() {
        Situation situation = Situation.of(Boundary.record(ANNA, Set.of()))
                .evolve(Samples.deactivated(ANNA, 2))
                .evolve(new PatientEvent.BillingAccountOpened(ANNA, UUID.randomUUID()))
                .evolve(Samples.amended(ANNA, 3, "anna@example.org"));

        assertThat(situation.requirePatient().version()).isEqualTo(3);
    }
}
