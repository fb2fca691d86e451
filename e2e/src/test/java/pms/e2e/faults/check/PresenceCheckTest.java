package pms.e2e.faults.check;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.faults.check.Recorded.replace;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.FeedLog;
import pms.e2e.faults.truth.Totals;

/** Readers that bring nothing, alone and all together. */
class PresenceCheckTest {
    private final Recorded run = Recorded.run();

    private static List<Collection<?>> lists(Recorded run) {
        return List.of(
                run.commands, run.store, run.topic, run.directory, run.history, run.audit, run.accounts, run.feeds);
    }

    @Test
    void findsEachReaderThatBroughtNothing() {
        for (int i = 0; i < lists(run).size(); i++) {
            Recorded one = Recorded.run();
            lists(one).get(i).clear();
            assertThat(one.findings().counts()).as("list " + i).containsEntry(Kind.NOTHING_READ, 1L);
        }
    }

    @Test
    void findsThatNobodyBroughtAnythingThoughNothingContradictsNothing() {
        lists(run).forEach(Collection::clear);
        run.totals = new Totals(0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of());
        assertThat(run.findings().counts()).containsEntry(Kind.NOTHING_READ, 9L);
    }

    @Test
    void findsAClientOfTheFeedThatNeverConnected() {
        replace(run.feeds, 0, client -> new FeedLog(client.client(), 8, 0, List.of()));
        assertThat(run.kinds()).contains(Kind.NOTHING_READ);
    }
}
