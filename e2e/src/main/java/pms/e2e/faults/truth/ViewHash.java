package pms.e2e.faults.truth;

/** The hashes of a view as it is, and as a rebuild from the events made it. */
public record ViewHash(String view, String live, String rebuilt) {}
