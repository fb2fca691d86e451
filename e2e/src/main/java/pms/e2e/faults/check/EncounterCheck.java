package pms.e2e.faults.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.EncounterRow;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.Stay;
import pms.e2e.faults.truth.StoredEvent;

/** An encounter begins once, ends at most once, and never without its patient; the view has what the events say. */
final class EncounterCheck {
    private final Map<String, EncounterRow> encounters = new LinkedHashMap<>();
    private final Set<String> present = new HashSet<>();
    private final Findings findings;

    private EncounterCheck(Findings findings) {
        this.findings = findings;
    }

    static void check(Evidence evidence, Findings findings) {
        EncounterCheck check = new EncounterCheck(findings);
        evidence.store().forEach(check::apply);
        check.compare(evidence);
    }

    private void apply(StoredEvent event) {
        Stay stay = event.stay();
        switch (event.type()) {
            case StoredEvent.REGISTERED -> present.add(event.patient());
            case StoredEvent.DEACTIVATED -> present.remove(event.patient());
            case StoredEvent.ERASED -> {
                present.remove(event.patient());
                encounters.values().removeIf(row -> row.patient().equals(event.patient()));
            }
            default -> {
                if (stay != null) {
                    apply(event, stay);
                }
            }
        }
    }

    private void apply(StoredEvent event, Stay stay) {
        EncounterRow before = encounters.get(stay.id());
        boolean right = event.type().equals(StoredEvent.ENCOUNTER_STARTED)
                ? before == null
                : before != null && before.patient().equals(event.patient()) && isEndOf(before.stay(), stay);
        if (!right || !present.contains(event.patient())) {
            findings.add(Kind.ENCOUNTER_ORDER, event.type() + " of " + stay.id() + " at " + event.position());
        }
        encounters.put(stay.id(), new EncounterRow(event.patient(), stay));
    }

    private static boolean isEndOf(Stay start, Stay end) {
        return start.endedMillis() == 0
                && start.startedMillis() == end.startedMillis()
                && start.encounterClass().equals(end.encounterClass())
                && end.endedMillis() >= end.startedMillis();
    }

    private void compare(Evidence evidence) {
        Map<String, EncounterRow> rows = new HashMap<>();
        for (EncounterRow row : evidence.encounters()) {
            rows.put(row.stay().id(), row);
        }
        encounters.forEach((id, expected) -> {
            EncounterRow row = rows.remove(id);
            if (!expected.equals(row)) {
                findings.add(Kind.ENCOUNTER_VIEW, row + " instead of " + expected);
            }
        });
        rows.values().forEach(row -> findings.add(Kind.ENCOUNTER_VIEW, "the store has no such encounter: " + row));
    }
}
