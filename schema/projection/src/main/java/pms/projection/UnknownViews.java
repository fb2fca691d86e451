package pms.projection;

/** The generation is none that this version of the code can keep up: it waits for one that it can. */
final class UnknownViews extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownViews(String message) {
        super(message, null, false, false);
    }
}
