package pms.cli.load;

/** What became of one line. */
sealed interface Outcome {
    record Registered() implements Outcome {}

    record Unchanged() implements Outcome {}

    /** An encounter: refused, and said once for the whole file. */
    record Encounter() implements Outcome {}

    /**
     * Not registered, and why.
     *
     * @param reason one line for a person
     */
    record Rejected(String reason) implements Outcome {}
}
