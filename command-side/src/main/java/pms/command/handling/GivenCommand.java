package pms.command.handling;

/**
 * A command and who gives it.
 *
 * @param command of one of the slices
 */
record GivenCommand(Object command, Caller caller) {

    /** Whether both came with one Idempotency-Key: then the later one must find the earlier one stored. */
    boolean sharesItsKeyWith(GivenCommand other) {
        RequestKey key = caller.requestKey();
        RequestKey others = other.caller.requestKey();
        return key != null && others != null && key.digest().equals(others.digest());
    }
}
