package pms.cli.runtime;

import org.jspecify.annotations.Nullable;

/** A part could not be started or stopped; the message is one line for a person. */
public final class RuntimeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    public RuntimeFailure(String message) {
        this(message, null);
    }

    public RuntimeFailure(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private RuntimeFailure(String message, @Nullable Throwable cause, boolean lasting) {
        super(message, cause);
        this.lasting = lasting;
    }

    /** A failure that trying again does not mend. */
    public static RuntimeFailure lasting(String message) {
        return new RuntimeFailure(message, null, true);
    }

    public boolean isLasting() {
        return lasting;
    }
}
