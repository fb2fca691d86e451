package pms.command.handling;

import java.util.List;
import pms.command.patient.Boundary;
import pms.command.patient.PatientEvent;
import pms.command.patient.Rejection;
import pms.command.patient.Situation;

/**
 * A slice's decision. Pure: the same command in the same situation gives the same events.
 *
 * @param <C> the command
 */
public interface Decider<C> {

    Class<C> commandType();

    /** What the decision depends on: nothing within may change between sourcing and appending. */
    Boundary boundary(C command);

    /**
     * The events that the command causes; none when it changes nothing.
     *
     * @throws Rejection when the command is refused
     */
    List<PatientEvent> decide(C command, Situation situation);
}
