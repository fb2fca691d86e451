package pms.e2e.faults.check;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.faults.check.Recorded.ADA;
import static pms.e2e.faults.check.Recorded.BOB;
import static pms.e2e.faults.check.Recorded.command;
import static pms.e2e.faults.check.Recorded.event;
import static pms.e2e.faults.check.Recorded.replace;

import org.junit.jupiter.api.Test;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.SentCommand.Acknowledged;
import pms.e2e.faults.truth.SentCommand.Expected;
import pms.e2e.faults.truth.SentCommand.Rejected;
import pms.e2e.faults.truth.SentCommand.Unknown;

/** Faults of the store that are planted in a run which was right. */
class StoreCheckTest {
    private final Recorded run = Recorded.run();

    @Test
    void findsAnEventThatTheStoreDropped() {
        run.store.remove(3);
        assertThat(run.kinds()).contains(Kind.POSITION_GAP, Kind.VERSION_GAP, Kind.COMMAND_LOST);
    }

    @Test
    void findsAnAcknowledgedCommandThatIsLostThoughPositionsAreGapless() {
        run.commands.add(command("r9", Expected.ACKNOWLEDGED, new Acknowledged(4, ADA, 1)));
        assertThat(run.kinds()).containsExactly(Kind.COMMAND_LOST);
    }

    @Test
    void findsACommandThatWasCarriedOutTwice() {
        run.store.add(event(9, "e9", ADA, 4, "r3"));
        assertThat(run.kinds()).contains(Kind.COMMAND_DOUBLED);
    }

    @Test
    void findsAnUnknownCommandThatWasCarriedOutTwice() {
        run.store.add(event(9, "e9", ADA, 4, "r4"));
        assertThat(run.kinds()).contains(Kind.COMMAND_DOUBLED);
    }

    @Test
    void findsARejectedCommandThatWasCarriedOut() {
        run.store.add(event(9, "e9", ADA, 4, "r6"));
        assertThat(run.kinds()).contains(Kind.COMMAND_STORED_THOUGH_REJECTED);
    }

    @Test
    void findsAnEventElsewhereThanTheAnswerSaid() {
        replace(run.commands, 2, it -> command("r3", Expected.ACKNOWLEDGED, new Acknowledged(5, ADA, 1)));
        assertThat(run.kinds()).containsExactly(Kind.COMMAND_MISTAKEN);
    }

    @Test
    void findsAnEventOfAnotherPatientThanTheAnswerSaid() {
        replace(run.commands, 2, it -> command("r3", Expected.ACKNOWLEDGED, new Acknowledged(4, BOB, 1)));
        assertThat(run.kinds()).containsExactly(Kind.COMMAND_MISTAKEN);
    }

    @Test
    void findsACommandThatHadToBeRejected() {
        replace(run.commands, 2, it -> command("r3", Expected.REJECTED, it.outcome()));
        assertThat(run.kinds()).containsExactly(Kind.COMMAND_DECIDED_WRONGLY);
    }

    @Test
    void findsACommandThatHadToBeAcknowledged() {
        run.commands.add(command("r9", Expected.ACKNOWLEDGED, new Rejected(404, "patient-not-found")));
        assertThat(run.kinds()).containsExactly(Kind.COMMAND_DECIDED_WRONGLY);
    }

    @Test
    void leavesOpenWhetherAnUnknownCommandWasCarriedOut() {
        run.commands.add(command("r9", Expected.ACKNOWLEDGED, new Unknown("no answer")));
        assertThat(run.kinds()).isEmpty();
    }

    @Test
    void findsAnIdThatTwoEventsHave() {
        run.store.add(event(9, "e4", ADA, 4, ""));
        assertThat(run.kinds()).contains(Kind.EVENT_ID_DOUBLED);
    }

    @Test
    void findsAVersionThatIsLeftOut() {
        run.store.add(event(9, "e9", ADA, 5, ""));
        assertThat(run.kinds()).contains(Kind.VERSION_GAP);
    }
}
