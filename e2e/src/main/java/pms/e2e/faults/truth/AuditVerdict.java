package pms.e2e.faults.truth;

/**
 * What {@code ./pms audit verify} says.
 *
 * @param whole whether it ended with 0
 * @param entries how many the chain has
 * @param said all of it; nothing personal is in it
 */
public record AuditVerdict(boolean whole, long entries, String said) {}
