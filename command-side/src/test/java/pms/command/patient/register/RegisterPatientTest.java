package pms.command.patient.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pms.command.patient.Samples.ANNA;
import static pms.command.patient.Samples.BEN;
import static pms.command.patient.Samples.HOSPITAL_7;
import static pms.command.patient.Samples.amended;
import static pms.command.patient.Samples.deactivated;
import static pms.command.patient.Samples.details;
import static pms.command.patient.Samples.registered;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import pms.command.patient.Decision;
import pms.command.patient.Details;
import pms.command.patient.InvalidDetails;
import pms.command.patient.Rejection;
import pms.command.patient.Samples;

class RegisterPatientTest {

    private final Decision<RegisterPatient> decision = Decision.of(new RegisterPatientHandler(Samples.CLAIM_TAGS));

    @Test
    void registersAPatientAtVersionOne() {
        decision.given()
                .when(new RegisterPatient(ANNA, details("anna@example.org")))
                .then(registered(ANNA, "anna@example.org"));
    }

    @Test
    void rejectsASecondPatientWithTheSameEmailAndNamesTheHolder() {
        decision.given(registered(ANNA, "anna@example.org"))
                .when(new RegisterPatient(BEN, details("anna@example.org")))
                .thenRejected(Rejection.EmailTaken.class)
                .satisfies(e -> assertThat(((Rejection.Taken) e).holder()).isEqualTo(ANNA));
    }

    @Test
    void comparesEmailsWithoutCase() {
        decision.given(registered(ANNA, "Anna@Example.org"))
                .when(new RegisterPatient(BEN, details("aNNA@example.ORG")))
                .thenRejected(Rejection.EmailTaken.class);
    }

    @Test
    void rejectsASecondPatientWithTheSameIdentifier() {
        decision.given(registered(ANNA, "anna@example.org", HOSPITAL_7))
                .when(new RegisterPatient(BEN, details("ben@example.org", HOSPITAL_7)))
                .thenRejected(Rejection.IdentifierTaken.class)
                .satisfies(e -> assertThat(((Rejection.Taken) e).holder()).isEqualTo(ANNA));
    }

    @Test
    void acceptsAnEmailThatItsHolderGaveUp() {
        decision.given(registered(ANNA, "anna@example.org"), amended(ANNA, 2, "other@example.org"))
                .when(new RegisterPatient(BEN, details("anna@example.org")))
                .then(registered(BEN, "anna@example.org"));
    }

    @Test
    void keepsTheEmailOfADeactivatedPatientTaken() {
        decision.given(registered(ANNA, "anna@example.org"), deactivated(ANNA, 2))
                .when(new RegisterPatient(BEN, details("anna@example.org")))
                .thenRejected(Rejection.EmailTaken.class);
    }

    @Test
    void cannotBeMadeOfWrongDetails() {
        Details nameless = new Details(
                " ", null, null, null, null, "", LocalDate.of(1984, 3, 9), null, null, List.of(), LocalDate.EPOCH);

        assertThatThrownBy(() -> new RegisterPatient(ANNA, nameless))
                .isInstanceOfSatisfying(
                        InvalidDetails.class,
                        e -> assertThat(e.faults())
                                .containsOnly(
                                        java.util.Map.entry("name", "Name is required"),
                                        java.util.Map.entry("email", "Email is required"),
                                        java.util.Map.entry("address", "Address is required")));
    }
}
