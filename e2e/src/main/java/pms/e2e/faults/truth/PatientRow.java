package pms.e2e.faults.truth;

/** A row of the directory. */
public record PatientRow(String patient, long version, boolean active, Said person, String registeredDate) {}
