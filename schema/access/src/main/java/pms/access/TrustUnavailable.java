package pms.access;

/** The gateway has not said for too long which tokens are good. */
public final class TrustUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrustUnavailable() {
        super("the gateway does not say which tokens are good", null, false, false);
    }
}
