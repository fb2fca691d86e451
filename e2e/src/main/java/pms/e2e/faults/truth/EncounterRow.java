package pms.e2e.faults.truth;

/** A row of the view of encounters. */
public record EncounterRow(String patient, Stay stay) {}
