package pms.analytics.audit;

/** The log does not end where it should, or not under this key: nothing may be chained to it. */
final class AuditDamaged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuditDamaged() {
        super("The audit log does not end where its head says, or has another key", null, false, false);
    }
}
