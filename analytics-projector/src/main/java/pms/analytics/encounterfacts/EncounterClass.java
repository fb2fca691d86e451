package pms.analytics.encounterfacts;

/** HL7 v3 ActCode, as FHIR Encounter.class has it. Stored by name. */
public enum EncounterClass {
    /** Ambulatory: came and left. */
    AMB,
    /** Emergency. */
    EMER,
    /** Inpatient: has a bed. */
    IMP
}
