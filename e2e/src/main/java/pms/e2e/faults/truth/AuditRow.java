package pms.e2e.faults.truth;

/** An entry of the audit log about a change. */
public record AuditRow(long position, String id, String type, long eventPosition, String patient) {}
