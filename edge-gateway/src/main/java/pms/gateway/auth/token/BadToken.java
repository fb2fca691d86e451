package pms.gateway.auth.token;

/** Why a token was refused. Two reasons and no more are told: what exactly is wrong with a forged one helps nobody. */
final class BadToken extends RuntimeException {

    enum Reason {
        EXPIRED,
        /** Names a key that is not known here; another instance may have just made it. */
        UNKNOWN_KEY,
        NOT_VALID
    }

    private final Reason reason;

    BadToken(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
