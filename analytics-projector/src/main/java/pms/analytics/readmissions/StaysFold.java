package pms.analytics.readmissions;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import pms.analytics.encounterfacts.EncounterChange;
import pms.analytics.encounterfacts.EncounterClass;
import pms.analytics.patientfacts.PatientState;
import pms.analytics.view.Batch;

/**
 * What a batch says of inpatient stays.
 *
 * @param written stays that began or ended, as they are now, by encounter
 * @param erased patients
 */
record StaysFold(SortedMap<UUID, Stay> written, SortedSet<UUID> erased) {
    static StaysFold of(Batch batch) {
        var fold = new StaysFold(new TreeMap<>(), new TreeSet<>());
        for (var change : batch.changes()) {
            if (change.after().state() == PatientState.ERASED) {
                fold.erased.add(change.patientId());
            }
        }
        batch.encounters().forEach(fold::add);
        return fold;
    }

    private void add(EncounterChange change) {
        var start = change.start();
        if (start.encounterClass() == EncounterClass.IMP && !erased.contains(start.patientId())) {
            switch (change) {
                case EncounterChange.Started started -> written.put(start.encounterId(), Stay.of(start, null));
                case EncounterChange.Finished finished ->
                    written.put(start.encounterId(), Stay.of(start, finished.endedAt()));
                case EncounterChange.Abandoned abandoned -> {}
            }
        }
    }

    boolean isEmpty() {
        return written.isEmpty() && erased.isEmpty();
    }

    /** All of whom something changes. */
    SortedSet<UUID> patientIds() {
        var patientIds = new TreeSet<>(erased);
        written.values().forEach(stay -> patientIds.add(stay.patientId()));
        return patientIds;
    }

    /** In the order of patients, in which the rows lie. */
    List<Stay> rows() {
        return written.values().stream()
                .sorted(Comparator.comparing(Stay::patientId).thenComparing(Stay::encounterId))
                .toList();
    }

    /** How the counts change, given all stays of these patients as they were; never 0. */
    SortedMap<Gap, Long> changes(Collection<Stay> before) {
        Map<UUID, Map<UUID, Stay>> byPatient = new HashMap<>();
        before.forEach(stay -> put(byPatient, stay));
        var changes = new TreeMap<Gap, Long>();
        count(byPatient, changes, -1);
        written.values().forEach(stay -> put(byPatient, stay));
        byPatient.keySet().removeAll(erased);
        count(byPatient, changes, 1);
        changes.values().removeIf(change -> change == 0);
        return changes;
    }

    private static void put(Map<UUID, Map<UUID, Stay>> byPatient, Stay stay) {
        byPatient.computeIfAbsent(stay.patientId(), id -> new HashMap<>()).put(stay.encounterId(), stay);
    }

    private static void count(Map<UUID, Map<UUID, Stay>> byPatient, Map<Gap, Long> changes, long each) {
        byPatient.values().forEach(stays -> Gap.of(stays.values()).forEach(gap -> changes.merge(gap, each, Long::sum)));
    }
}
