package pms.analytics.web;

/** A parameter of a request that can't be used; the message is for the client. */
public final class InvalidParameter extends RuntimeException {
    private final String parameter;
    private final String expectation;

    public InvalidParameter(String parameter, String expectation) {
        super(expectation, null, false, false);
        this.parameter = parameter;
        this.expectation = expectation;
    }

    String parameter() {
        return parameter;
    }

    String expectation() {
        return expectation;
    }
}
