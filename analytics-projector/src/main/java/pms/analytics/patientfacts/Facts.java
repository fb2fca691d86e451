package pms.analytics.patientfacts;

import java.time.LocalDate;

/**
 * What analytics knows of a patient.
 *
 * @param region empty when unknown
 */
public record Facts(int birthYear, Gender gender, String region, LocalDate registeredDate, PatientState state) {
    /** HL7 FHIR AdministrativeGender. Stored by name. */
    public enum Gender {
        MALE,
        FEMALE,
        OTHER,
        UNKNOWN
    }

    /** False once the patient is deactivated, merged or erased. */
    public boolean active() {
        return state == PatientState.ACTIVE;
    }

    Facts with(PatientState other) {
        return new Facts(birthYear, gender, region, registeredDate, other);
    }

    /** After something was said of the state, which may be nothing new. */
    Facts told(PatientState said) {
        return said.canFollow(state) ? with(said) : this;
    }
}
