package pms.command.encounter;

import java.util.Optional;

/** How a patient is looked after: the codes of HL7 v3 ActCode that FHIR's {@code Encounter.class} has and PMS knows. */
public enum EncounterClass {
    /** Ambulatory: came and left. */
    AMB,
    /** Emergency. */
    EMER,
    /** Inpatient: has a bed. */
    IMP;

    /** The class of a code, in upper case as HL7 writes it; empty when there is none such. */
    public static Optional<EncounterClass> ofCode(String code) {
        for (EncounterClass one : values()) {
            if (one.name().equals(code)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
