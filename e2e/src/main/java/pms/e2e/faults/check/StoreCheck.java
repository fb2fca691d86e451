package pms.e2e.faults.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.StoredEvent;

/** Positions gapless, ids unique, versions of each patient dense. */
final class StoreCheck {
    private StoreCheck() {}

    static void check(List<StoredEvent> store, Findings findings) {
        Set<String> ids = new HashSet<>();
        Map<String, Long> versions = new HashMap<>();
        long expected = 1;
        for (StoredEvent event : store) {
            if (event.position() != expected) {
                findings.add(Kind.POSITION_GAP, "position " + expected + " expected, found " + event.position());
            }
            expected = event.position() + 1;
            if (!ids.add(event.id())) {
                findings.add(Kind.EVENT_ID_DOUBLED, "event id " + event.id() + " again at " + event.position());
            }
            if (event.isOfPatient()) {
                checkVersion(event, versions, findings);
            }
        }
    }

    private static void checkVersion(StoredEvent event, Map<String, Long> versions, Findings findings) {
        long before = versions.getOrDefault(event.patient(), 0L);
        if (event.version() != before + 1) {
            findings.add(
                    Kind.VERSION_GAP,
                    "patient " + event.patient() + " goes from version " + before + " to " + event.version()
                            + " at position " + event.position());
        }
        versions.put(event.patient(), event.version());
    }
}
