package pms.analytics.patientfacts;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import pms.analytics.projection.EventRecord;
import pms.analytics.projection.UnreadableRecord;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientDeactivated;
import pms.schema.patient.v1.PatientRegistered;

/**
 * What the events of one batch say of each patient, folded without knowing what was before.
 *
 * @param stated the facts that the batch ends with, of patients that it states facts of
 * @param deactivated other patients, of whom it says only that they are deactivated
 */
record FactsFold(SortedMap<UUID, Facts> stated, SortedSet<UUID> deactivated) {
    private static final String REGISTERED = PatientRegistered.getDescriptor().getFullName();
    private static final String AMENDED = PatientAmended.getDescriptor().getFullName();
    private static final String DEACTIVATED = PatientDeactivated.getDescriptor().getFullName();

    /** Types that say nothing of facts are passed over; {@link UnreadableRecord} when one can't be read. */
    static FactsFold of(List<EventRecord> events) {
        var fold = new FactsFold(new TreeMap<>(), new TreeSet<>());
        for (var event : events) {
            fold.add(event);
        }
        return fold;
    }

    private void add(EventRecord event) {
        if (event.type().equals(REGISTERED)) {
            state(patientId(event), EventDecoder.registered(event));
        } else if (event.type().equals(AMENDED)) {
            state(patientId(event), EventDecoder.amended(event));
        } else if (event.type().equals(DEACTIVATED)) {
            deactivate(patientId(event));
        }
    }

    private void state(UUID patientId, Facts facts) {
        var before = stated.get(patientId);
        var active = !deactivated.remove(patientId) && (before == null || before.active());
        stated.put(patientId, active ? facts : facts.deactivated());
    }

    private void deactivate(UUID patientId) {
        if (stated.computeIfPresent(patientId, (id, facts) -> facts.deactivated()) == null) {
            deactivated.add(patientId);
        }
    }

    private static UUID patientId(EventRecord event) {
        try {
            return UUID.fromString(event.subject());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecord("the subject is no UUID", e);
        }
    }
}
