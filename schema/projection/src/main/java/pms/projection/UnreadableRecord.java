package pms.projection;

import org.jspecify.annotations.Nullable;

/** A record that no retry will make readable: a header is missing, or its payload is not what its type says. */
public final class UnreadableRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason what is wrong, free of what the record holds: it ends up in headers and logs */
    public UnreadableRecord(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
