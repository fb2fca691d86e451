package pms.e2e.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.AuditVerdict;
import pms.e2e.faults.truth.EncounterRow;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.Stay;
import pms.e2e.faults.truth.StoredEvent;
import pms.e2e.faults.truth.Totals;

/** Faults of encounters that are planted in a run which was right. */
class EncounterCheckTest {
    private static final Stay STARTED = new Stay("e-1", "AMB", 1_000, 0);
    private static final Stay FINISHED = new Stay("e-1", "AMB", 1_000, 2_000);
    private static final Stay OPEN = new Stay("e-2", "IMP", 1_500, 0);

    private final List<StoredEvent> store = new ArrayList<>();
    private final List<EncounterRow> rows = new ArrayList<>();

    @BeforeEach
    void adaCameTwiceAndBobWasErased() {
        happened(StoredEvent.REGISTERED, "ada", null);
        happened(StoredEvent.REGISTERED, "bob", null);
        happened(StoredEvent.ENCOUNTER_STARTED, "ada", STARTED);
        happened(StoredEvent.ENCOUNTER_STARTED, "ada", OPEN);
        happened(StoredEvent.ENCOUNTER_FINISHED, "ada", FINISHED);
        happened(StoredEvent.ENCOUNTER_STARTED, "bob", new Stay("e-3", "EMER", 1_000, 0));
        happened(StoredEvent.ERASED, "bob", null);
        happened(StoredEvent.DEACTIVATED, "ada", null);
        rows.add(new EncounterRow("ada", FINISHED));
        rows.add(new EncounterRow("ada", OPEN));
    }

    private void happened(String type, String patient, @org.jspecify.annotations.Nullable Stay stay) {
        long position = store.size() + 1L;
        store.add(new StoredEvent(position, "id" + position, type, patient, "", "", 0, null, "", stay));
    }

    @Test
    void findsNothingInARunThatWasRight() {
        assertThat(kinds()).isEmpty();
    }

    @Test
    void findsASecondStartAndASecondEnd() {
        store.add(3, store.get(2));
        assertThat(kinds()).containsExactly(Kind.ENCOUNTER_ORDER);
        store.remove(3);
        store.add(5, store.get(4));
        assertThat(kinds()).containsExactly(Kind.ENCOUNTER_ORDER);
    }

    @Test
    void findsAnEndThatSaysSomethingElseOfTheStart() {
        store.set(
                4,
                new StoredEvent(
                        5,
                        "id5",
                        StoredEvent.ENCOUNTER_FINISHED,
                        "ada",
                        "",
                        "",
                        0,
                        null,
                        "",
                        new Stay("e-1", "AMB", 999, 2_000)));
        assertThat(kinds()).contains(Kind.ENCOUNTER_ORDER);
    }

    @Test
    void findsAnEncounterOfAPatientWhoIsGone() {
        happened(StoredEvent.ENCOUNTER_STARTED, "ada", new Stay("e-4", "AMB", 1_000, 0));
        rows.add(new EncounterRow("ada", new Stay("e-4", "AMB", 1_000, 0)));
        assertThat(kinds()).containsExactly(Kind.ENCOUNTER_ORDER);
    }

    @Test
    void findsARowThatIsMissingBehindOrTooMuch() {
        EncounterRow whole = rows.removeFirst();
        assertThat(kinds()).containsExactly(Kind.ENCOUNTER_VIEW);
        rows.add(new EncounterRow("ada", STARTED));
        assertThat(kinds()).containsExactly(Kind.ENCOUNTER_VIEW);
        rows.removeLast();
        rows.add(whole);
        rows.add(new EncounterRow("bob", new Stay("e-3", "EMER", 1_000, 0)));
        assertThat(kinds()).containsExactly(Kind.ENCOUNTER_VIEW);
    }

    private Set<Kind> kinds() {
        Findings findings = new Findings();
        Totals none = new Totals(0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of());
        EncounterCheck.check(
                new Evidence(
                        List.of(),
                        store,
                        List.of(),
                        List.of(),
                        List.of(),
                        rows,
                        none,
                        List.of(),
                        new AuditVerdict(true, 0, "whole"),
                        List.of(),
                        0,
                        List.of(),
                        List.of()),
                findings);
        return findings.counts().keySet();
    }
}
