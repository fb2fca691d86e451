package pms.access;

/** Why a token was refused. What exactly is wrong with a forged one helps nobody, so few reasons are told. */
public final class BadToken extends RuntimeException {

    public enum Reason {
        EXPIRED,
        /** Names a key that is not trusted here; it may have just been made. */
        UNKNOWN_KEY,
        /** Good once, but its user was disabled or changed since, or logged out. */
        ENDED,
        NOT_VALID
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public BadToken(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
