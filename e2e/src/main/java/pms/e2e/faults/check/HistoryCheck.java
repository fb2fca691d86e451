package pms.e2e.faults.check;

import java.util.HashMap;
import java.util.Map;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.HistoryRow;
import pms.e2e.faults.truth.StoredEvent;

/** The history has each event once, with the bytes of the store. */
final class HistoryCheck {
    private HistoryCheck() {}

    static void check(Evidence evidence, Findings findings) {
        Map<Long, HistoryRow> rows = new HashMap<>();
        for (HistoryRow row : evidence.history()) {
            if (rows.put(row.position(), row) != null) {
                findings.add(Kind.HISTORY, "twice: position " + row.position());
            }
        }
        for (StoredEvent event : evidence.store()) {
            HistoryRow row = rows.remove(event.position());
            HistoryRow expected =
                    new HistoryRow(event.position(), event.patient(), event.id(), event.type(), event.content());
            if (row == null) {
                findings.add(Kind.HISTORY, "is missing: position " + event.position());
            } else if (!row.equals(expected)) {
                findings.add(Kind.HISTORY, row + " instead of " + expected);
            }
        }
        rows.values().forEach(row -> findings.add(Kind.HISTORY, "the store has no such event: " + row));
    }
}
