package pms.gateway.start;

/** A setting that is needed is missing, malformed or not the one of this data. Nothing was changed. */
public final class StartRefused extends RuntimeException {

    /** @param reason for a person; without any secret */
    public StartRefused(String reason) {
        super(reason);
    }
}
