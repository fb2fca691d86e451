package pms.command.http;

import org.jspecify.annotations.Nullable;

/**
 * What a log may keep of a failure: which types, and where. Messages are left out, and so are the notes that Reactor and
 * Spring attach: either may quote the request, which holds what is known of a patient.
 */
final class Fault extends Exception {

    private static final int MAX_CAUSES = 10;

    private Fault(Throwable failure, @Nullable Fault cause) {
        super(failure.getClass().getName(), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    static Fault of(Throwable failure) {
        return of(failure, MAX_CAUSES);
    }

    private static Fault of(Throwable failure, int causesLeft) {
        Throwable cause = failure.getCause();
        return new Fault(failure, cause == null || causesLeft == 0 ? null : of(cause, causesLeft - 1));
    }

    /** The trace is that of the failure. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
