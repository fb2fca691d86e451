package pms.analytics.encounterfacts;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pms.projection.EventRecord;
import pms.projection.UnreadableRecord;
import pms.schema.patient.v1.EncounterFinished;
import pms.schema.patient.v1.EncounterStarted;
import pms.schema.patient.v1.PatientErased;
import pms.schema.patient.v1.PatientRegistered;

/**
 * What the events of one batch say of each encounter, folded without knowing what was before. What comes after an
 * erasure says nothing.
 *
 * @param starts by encounter
 * @param ends by encounter, also of those that began in an earlier batch
 * @param registered patients that it registers
 * @param erased patients that it erases, and when
 */
record EncounterFold(
        SortedMap<UUID, EncounterStart> starts,
        SortedMap<UUID, EncounterChange.Finished> ends,
        Set<UUID> registered,
        SortedMap<UUID, Instant> erased) {
    private static final String REGISTERED = PatientRegistered.getDescriptor().getFullName();
    private static final String ERASED = PatientErased.getDescriptor().getFullName();
    private static final String STARTED = EncounterStarted.getDescriptor().getFullName();
    private static final String FINISHED = EncounterFinished.getDescriptor().getFullName();

    /** Types that say nothing of encounters are passed over; {@link UnreadableRecord} when one can't be read. */
    static EncounterFold of(List<EventRecord> events) {
        var fold = new EncounterFold(new TreeMap<>(), new TreeMap<>(), new HashSet<>(), new TreeMap<>());
        for (var event : events) {
            fold.add(event);
        }
        return fold;
    }

    /** What an event says of an encounter; null when it is of a type that says nothing of one. */
    static @Nullable Object decode(EventRecord event) {
        if (event.type().equals(STARTED)) {
            return EncounterDecoder.started(event);
        }
        return event.type().equals(FINISHED) ? EncounterDecoder.finished(event) : null;
    }

    private void add(EventRecord event) {
        if (event.type().equals(STARTED)) {
            start(EncounterDecoder.started(event));
        } else if (event.type().equals(FINISHED)) {
            finish(EncounterDecoder.finished(event));
        } else if (event.type().equals(REGISTERED)) {
            registered.add(EncounterDecoder.patientId(event));
        } else if (event.type().equals(ERASED)) {
            erased.putIfAbsent(EncounterDecoder.patientId(event), event.time());
        }
    }

    private void start(EncounterStart start) {
        if (!erased.containsKey(start.patientId()) && starts.putIfAbsent(start.encounterId(), start) != null) {
            throw new UnreadableRecord("the encounter was started before", null);
        }
    }

    private void finish(EncounterChange.Finished finished) {
        var start = finished.start();
        if (!erased.containsKey(start.patientId()) && ends.putIfAbsent(start.encounterId(), finished) != null) {
            throw new UnreadableRecord("the encounter was finished before", null);
        }
    }

    /** Those who are known only if an earlier batch says so. */
    SortedSet<UUID> startsByOthers() {
        return starts.values().stream()
                .map(EncounterStart::patientId)
                .filter(patientId -> !registered.contains(patientId))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Ends of encounters that began in an earlier batch. */
    List<EncounterChange.Finished> endsOfEarlier() {
        return ends.values().stream()
                .filter(end -> !starts.containsKey(end.start().encounterId()))
                .toList();
    }

    static EncounterChange.Abandoned abandoned(EncounterStart start, Map<UUID, Instant> erased) {
        var at = erased.getOrDefault(start.patientId(), start.startedAt());
        return new EncounterChange.Abandoned(start, at.isBefore(start.startedAt()) ? start.startedAt() : at);
    }
}
