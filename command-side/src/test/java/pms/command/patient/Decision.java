package pms.command.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import pms.command.handling.Decider;

/** Given events, when a command comes, then these events follow, or a rejection. */
public final class Decision<C> {

    private final Decider<C> decider;
    private final List<PatientEvent> past;

    private Decision(Decider<C> decider, List<PatientEvent> past) {
        this.decider = decider;
        this.past = past;
    }

    public static <C> Decision<C> of(Decider<C> decider) {
        return new Decision<>(decider, List.of());
    }

    public Decision<C> given(PatientEvent... events) {
        return new Decision<>(decider, List.of(events));
    }

    public When when(C command) {
        Situation situation = Situation.of(decider.boundary(command));
        for (PatientEvent event : past) {
            situation = situation.evolve(event);
        }
        return new When(command, situation);
    }

    /** The command in its situation. */
    public final class When {
        private final C command;
        private final Situation situation;

        private When(C command, Situation situation) {
            this.command = command;
            this.situation = situation;
        }

        public void then(PatientEvent... expected) {
            assertThat(decider.decide(command, situation)).containsExactly(expected);
        }

        public AbstractThrowableAssert<?, ? extends Throwable> thenRejected(Class<? extends Rejection> kind) {
            return assertThatThrownBy(() -> decider.decide(command, situation)).isExactlyInstanceOf(kind);
        }
    }
}
