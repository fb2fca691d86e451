package pms.e2e.system;

/**
 * How a call of {@code ./pms} ended.
 *
 * @param output both standard output and standard error, as the user would see them
 */
public record Outcome(int exitCode, String output) {

    /** Throws with the whole output unless the exit code is zero. */
    public Outcome mustSucceed() {
        if (exitCode != 0) {
            throw new IllegalStateException("./pms ended with " + exitCode + ":\n" + output);
        }
        return this;
    }
}
