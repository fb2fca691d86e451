package pms.e2e.faults.check;

import java.util.HashMap;
import java.util.Map;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.AuditRow;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.StoredEvent;

/** One entry of the audit log for each change, none for what did not happen, and a chain that verifies. */
final class AuditCheck {
    private AuditCheck() {}

    static void check(Evidence evidence, Findings findings) {
        Map<Long, AuditRow> rows = new HashMap<>();
        for (AuditRow row : evidence.audit()) {
            if (rows.putIfAbsent(row.eventPosition(), row) != null) {
                findings.add(Kind.AUDIT_DOUBLED, "event " + row.eventPosition() + " again at " + row.position());
            }
        }
        for (StoredEvent event : evidence.store()) {
            AuditRow row = rows.remove(event.position());
            if (row == null) {
                findings.add(Kind.AUDIT_MISSING, "event " + event.position());
            } else if (!row.id().equals(event.id())
                    || !row.type().equals(event.type())
                    || !row.patient().equals(event.patient())) {
                findings.add(Kind.AUDIT_ENTRY, row + " is of another event than " + event.id());
            }
        }
        long entries = evidence.chain().entries();
        if (!evidence.chain().whole() || entries < evidence.audit().size()) {
            findings.add(
                    Kind.AUDIT_CHAIN,
                    entries + " entries verified of at least "
                            + evidence.audit().size() + ": "
                            + evidence.chain().said().strip());
        }
        rows.values().forEach(row -> findings.add(Kind.AUDIT_ENTRY, "the store has no such event: " + row));
    }
}
