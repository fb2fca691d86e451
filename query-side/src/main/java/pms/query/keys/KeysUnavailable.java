package pms.query.keys;

/** The key service gave no answer that can be used. Passes: another try may help. */
public final class KeysUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason free of keys and tokens: it ends up in logs */
    KeysUnavailable(String reason) {
        super("the key service gave no keys: " + reason, null, false, false);
    }
}
