package pms.e2e.system;

/**
 * How a call of {@code ./pms} ended.
 *
 * @param out standard output
 * @param errors standard error
 */
public record Outcome(int exitCode, String out, String errors) {

    /** All that the user would see. */
    public String output() {
        return out + errors;
    }

    /** Throws with the whole output unless the exit code is zero. */
    public Outcome mustSucceed() {
        if (exitCode != 0) {
            throw new IllegalStateException("./pms ended with " + exitCode + ":\n" + output());
        }
        return this;
    }
}
