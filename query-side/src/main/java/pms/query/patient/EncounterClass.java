package pms.query.patient;

/** HL7 v3 ActCode: ambulatory, emergency, inpatient. */
public enum EncounterClass {
    AMB,
    EMER,
    IMP
}
