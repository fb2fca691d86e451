package pms.e2e.faults.check;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.faults.check.Recorded.ADA;
import static pms.e2e.faults.check.Recorded.BOB;
import static pms.e2e.faults.check.Recorded.replace;

import java.util.Map;
import org.junit.jupiter.api.Test;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.HistoryRow;
import pms.e2e.faults.truth.PatientRow;
import pms.e2e.faults.truth.Totals;
import pms.e2e.faults.truth.ViewHash;

/** Faults of the views that are planted in a run which was right. */
class ViewCheckTest {
    private final Recorded run = Recorded.run();

    @Test
    void findsARowOfTheDirectoryThatIsMissing() {
        run.directory.clear();
        assertThat(run.kinds()).containsExactlyInAnyOrder(Kind.DIRECTORY, Kind.NOTHING_READ);
    }

    @Test
    void findsARowOfTheDirectoryThatIsBehind() {
        replace(run.directory, 0, it -> new PatientRow(ADA, 2, true, it.person(), it.registeredDate()));
        assertThat(run.kinds()).containsExactly(Kind.DIRECTORY);
    }

    @Test
    void findsAnotherPersonInTheDirectoryThanWasSaid() {
        replace(run.directory, 0, it -> new PatientRow(ADA, 3, false, Recorded.said("Ada"), it.registeredDate()));
        assertThat(run.kinds()).containsExactly(Kind.DIRECTORY);
    }

    @Test
    void findsAnErasedPatientInTheDirectory() {
        run.directory.add(new PatientRow(BOB, 1, true, Recorded.said("Bob"), "2026-01-15"));
        assertThat(run.kinds()).containsExactly(Kind.DIRECTORY);
    }

    @Test
    void findsAnEventThatTheHistoryDropped() {
        run.history.remove(5);
        assertThat(run.kinds()).containsExactly(Kind.HISTORY);
    }

    @Test
    void findsAnEventThatTheHistoryHasTwice() {
        run.history.add(run.history.get(5));
        assertThat(run.kinds()).containsExactly(Kind.HISTORY);
    }

    @Test
    void findsAnEventThatTheHistoryHasOtherwise() {
        replace(run.history, 5, it -> new HistoryRow(it.position(), BOB, it.id(), it.type(), it.content()));
        assertThat(run.kinds()).containsExactly(Kind.HISTORY);
    }

    @Test
    void findsAnEventThatAnalyticsCountedTwice() {
        Totals right = run.totals;
        run.totals = new Totals(
                right.patients(),
                right.active(),
                right.accountsOpened() + 1,
                right.accountsClosed(),
                right.events(),
                right.registrations(),
                right.birthYears(),
                right.regions());
        assertThat(run.kinds()).containsExactly(Kind.ANALYTICS);
    }

    @Test
    void findsAGroupThatAnalyticsCountsWrongly() {
        Totals right = run.totals;
        run.totals = new Totals(2, 0, 2, 1, 8, right.registrations(), right.birthYears(), Map.of("Ohio", 1L));
        assertThat(run.kinds()).containsExactly(Kind.ANALYTICS);
    }

    @Test
    void findsAViewWhoseRebuildDiffers() {
        run.hashes.add(new ViewHash("directory", "a", "a"));
        assertThat(run.kinds()).isEmpty();
        run.hashes.add(new ViewHash("history", "a", "b"));
        assertThat(run.kinds()).containsExactly(Kind.REBUILT_VIEW);
    }
}
