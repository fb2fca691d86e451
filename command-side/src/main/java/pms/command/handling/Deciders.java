package pms.command.handling;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import pms.command.patient.Boundary;
import pms.command.patient.PatientEvent;
import pms.command.patient.Situation;

/** The decisions of all slices, found by the type of the command. */
final class Deciders {

    private final Map<Class<?>, Decider<?>> byCommand;

    Deciders(List<Decider<?>> deciders) {
        byCommand = deciders.stream().collect(Collectors.toUnmodifiableMap(Decider::commandType, Function.identity()));
    }

    /** See {@link Decider#boundary}. */
    Boundary boundary(Object command) {
        return boundary(deciderOf(command), command);
    }

    /** See {@link Decider#decide}. */
    List<PatientEvent> decide(Object command, Situation situation) {
        return decide(deciderOf(command), command, situation);
    }

    private Decider<?> deciderOf(Object command) {
        Decider<?> decider = byCommand.get(command.getClass());
        if (decider == null) {
            throw new IllegalArgumentException("nobody decides a " + command.getClass());
        }
        return decider;
    }

    private static <C> Boundary boundary(Decider<C> decider, Object command) {
        return decider.boundary(decider.commandType().cast(command));
    }

    private static <C> List<PatientEvent> decide(Decider<C> decider, Object command, Situation situation) {
        return decider.decide(decider.commandType().cast(command), situation);
    }
}
