package pms.analytics.patientfacts;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import pms.projection.EventRecord;
import pms.projection.UnreadableRecord;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientDeactivated;
import pms.schema.patient.v1.PatientErased;
import pms.schema.patient.v1.PatientRegistered;

/**
 * What the events of one batch say of each patient, folded without knowing what was before.
 *
 * @param stated the facts that the batch ends with, of patients that it states facts of
 * @param registered those of them that it registers; the others are known already, unless they are erased
 * @param deactivated other patients, of whom it says only that they are deactivated
 * @param erased patients that it erases; they are also stated as inactive or deactivated, as it takes to move them out
 *     of what they are counted in. What comes after an erasure says nothing.
 */
record FactsFold(
        SortedMap<UUID, Facts> stated, Set<UUID> registered, SortedSet<UUID> deactivated, SortedSet<UUID> erased) {
    private static final String REGISTERED = PatientRegistered.getDescriptor().getFullName();
    private static final String AMENDED = PatientAmended.getDescriptor().getFullName();
    private static final String DEACTIVATED = PatientDeactivated.getDescriptor().getFullName();
    private static final String ERASED = PatientErased.getDescriptor().getFullName();

    /** Types that say nothing of facts are passed over; {@link UnreadableRecord} when one can't be read. */
    static FactsFold of(List<EventRecord> events) {
        var fold = new FactsFold(new TreeMap<>(), new HashSet<>(), new TreeSet<>(), new TreeSet<>());
        for (var event : events) {
            fold.add(event);
        }
        return fold;
    }

    private void add(EventRecord event) {
        if (event.type().equals(REGISTERED)) {
            register(patientId(event), EventDecoder.registered(event));
        } else if (event.type().equals(AMENDED)) {
            state(patientId(event), EventDecoder.amended(event));
        } else if (event.type().equals(DEACTIVATED)) {
            deactivate(patientId(event));
        } else if (event.type().equals(ERASED)) {
            erase(patientId(event));
        }
    }

    private void register(UUID patientId, Facts facts) {
        if (!erased.contains(patientId)) {
            registered.add(patientId);
            state(patientId, facts);
        }
    }

    private void state(UUID patientId, Facts facts) {
        if (erased.contains(patientId)) {
            return;
        }
        var before = stated.get(patientId);
        var active = !deactivated.remove(patientId) && (before == null || before.active());
        stated.put(patientId, active ? facts : facts.deactivated());
    }

    private void deactivate(UUID patientId) {
        if (stated.computeIfPresent(patientId, (id, facts) -> facts.deactivated()) == null) {
            deactivated.add(patientId);
        }
    }

    private void erase(UUID patientId) {
        deactivate(patientId);
        erased.add(patientId);
    }

    private static UUID patientId(EventRecord event) {
        try {
            return UUID.fromString(event.subject());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecord("the subject is no UUID", e);
        }
    }
}
