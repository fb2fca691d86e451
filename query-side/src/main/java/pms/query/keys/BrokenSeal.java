package pms.query.keys;

/** Something sealed does not open with its key. Says nothing of what it holds. */
public final class BrokenSeal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private BrokenSeal(String reason) {
        super(reason, null, false, false);
    }

    static BrokenSeal of(Purpose purpose) {
        return new BrokenSeal(purpose.broken());
    }

    static BrokenSeal ofTheKey() {
        return new BrokenSeal("the key of the person can't be read");
    }
}
