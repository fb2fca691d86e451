package pms.cli.load;

/** What became of one line. */
sealed interface Outcome {
    record Registered() implements Outcome {}

    record Unchanged() implements Outcome {}

    /**
     * Not registered, and why.
     *
     * @param reason one line for a person
     */
    record Rejected(String reason) implements Outcome {}
}
