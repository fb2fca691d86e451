package pms.analytics.audit;

/** The key of the audit log is missing or malformed: the service does not start. */
final class AuditKeyRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuditKeyRefused(String reason) {
        super(reason, null, false, false);
    }
}
