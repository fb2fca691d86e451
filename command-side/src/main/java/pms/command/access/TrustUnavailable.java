package pms.command.access;

/** The gateway has not said for too long which tokens are good. */
final class TrustUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrustUnavailable() {
        super("the gateway does not say which tokens are good", null, false, false);
    }
}
