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

    /** An encounter that was started, or finished, or both. */
    record EncounterLoaded() implements Outcome {}

    record EncounterUnchanged() implements Outcome {}

    /**
     * An encounter that is not as its line says, and why.
     *
     * @param reason one line for a person
     */
    record EncounterRejected(String reason) implements Outcome {}
}
