package pms.command.handling;

import java.util.function.Supplier;

/** What a command handler answers, inside the unit of work. */
sealed interface Outcome {

    /**
     * The command was decided.
     *
     * @param handled may be asked when the unit of work is over, not before
     */
    record Decided(Supplier<Handled> handled) implements Outcome {}

    /** The same request was carried out before: nothing is done again. */
    record Repeated(RequestKey request) implements Outcome {}
}
