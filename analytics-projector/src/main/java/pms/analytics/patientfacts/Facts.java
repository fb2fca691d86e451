package pms.analytics.patientfacts;

import java.time.LocalDate;

/**
 * What analytics knows of a patient.
 *
 * @param region empty when unknown
 * @param active false once the patient is deactivated or erased
 */
public record Facts(int birthYear, Gender gender, String region, LocalDate registeredDate, boolean active) {
    /** HL7 FHIR AdministrativeGender. Stored by name. */
    public enum Gender {
        MALE,
        FEMALE,
        OTHER,
        UNKNOWN
    }

    Facts deactivated() {
        return new Facts(birthYear, gender, region, registeredDate, false);
    }
}
