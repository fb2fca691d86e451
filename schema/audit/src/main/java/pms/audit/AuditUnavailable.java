package pms.audit;

import org.jspecify.annotations.Nullable;

/** What happened can't be put on record now, so it must not happen. */
public final class AuditUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuditUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
