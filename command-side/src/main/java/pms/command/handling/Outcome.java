package pms.command.handling;

import java.util.function.Supplier;
import pms.command.patient.Rejection;

/** What became of one command of a group. */
sealed interface Outcome {

    /**
     * The command was decided.
     *
     * @param handled may be asked when the unit of work is over, not before
     */
    record Decided(Supplier<Handled> handled) implements Outcome {}

    /** The same request was carried out before: nothing is done again. */
    record Repeated(RequestKey request) implements Outcome {}

    /** The command was refused; the others of its group are not concerned. */
    record Refused(Rejection rejection) implements Outcome {}
}
