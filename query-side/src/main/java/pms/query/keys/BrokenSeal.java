package pms.query.keys;

/** Something sealed does not open with its key. Says nothing of what it holds. */
public final class BrokenSeal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenSeal() {
        super("the seal is broken", null, false, false);
    }
}
