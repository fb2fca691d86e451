package pms.cli.runtime;

import org.jspecify.annotations.Nullable;

/** A part could not be started or stopped; the message is one line for a person. */
public final class RuntimeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RuntimeFailure(String message) {
        super(message);
    }

    public RuntimeFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
