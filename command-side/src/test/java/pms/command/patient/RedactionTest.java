package pms.command.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.command.patient.Samples.ANNA;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pms.command.encounter.Beginning;
import pms.command.encounter.Encounter;
import pms.command.encounter.EncounterClass;
import pms.command.encounter.start.StartEncounter;
import pms.command.handling.Handled;
import pms.command.http.EncounterAnswer;
import pms.command.patient.amend.AmendPatient;
import pms.command.patient.register.RegisterPatient;

/** What is logged by mistake must not be personal: the values tell nothing of themselves, and so nothing that holds them. */
class RedactionTest {

    private static final Identifier MARKED = new Identifier("urn:mark", "mark-identifier");
    private static final Draft DRAFT = new Draft(
            "mark-name",
            "mark-given",
            "mark-family",
            "mark@example.org",
            "mark-phone",
            "mark-address",
            Samples.draft("a@b.example").dateOfBirth(),
            Gender.OTHER,
            null,
            List.of(MARKED));
    private static final Beginning BEGINNING = new Beginning(EncounterClass.AMB, Instant.EPOCH, "mark-type");
    private static final Encounter ENCOUNTER = Encounter.started(Samples.VISIT, ANNA, BEGINNING);
    private static final Details DETAILS = DRAFT.complete(Samples.REGISTERED);

    @ParameterizedTest
    @MethodSource("holders")
    void tellsNothing(Object holder) {
        assertThat(holder.toString()).doesNotContain("mark", "1984");
    }

    @Test
    void comparesByContentAllTheSame() {
        assertThat(DRAFT.complete(Samples.REGISTERED)).isEqualTo(DETAILS);
    }

    static List<Object> holders() {
        Patient patient = new Patient(ANNA, DETAILS, Set.of(), Patient.Status.ACTIVE, 1);
        return List.of(
                MARKED,
                DRAFT,
                DETAILS,
                patient,
                new PatientEvent.PatientRegistered(ANNA, 1, DETAILS, Set.of()),
                new PatientEvent.PatientAmended(ANNA, 2, DETAILS, Set.of()),
                new RegisterPatient(ANNA, DETAILS),
                new AmendPatient(ANNA, DRAFT, VersionCondition.any()),
                new Situation(ANNA, patient, Claims.of(Set.of()), Map.of()),
                BEGINNING,
                ENCOUNTER,
                new PatientEvent.EncounterStarted(ANNA, Samples.VISIT, BEGINNING),
                new StartEncounter(ANNA, Samples.VISIT, BEGINNING),
                EncounterAnswer.of(ENCOUNTER),
                new Handled(patient, ENCOUNTER, 1));
    }
}
