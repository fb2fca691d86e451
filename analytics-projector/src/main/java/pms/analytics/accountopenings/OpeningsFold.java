package pms.analytics.accountopenings;

import java.time.Instant;
import java.util.Collections;
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
import pms.schema.patient.v1.BillingAccountOpened;
import pms.schema.patient.v1.PatientErased;
import pms.schema.patient.v1.PatientRegistered;

/**
 * What the events of a batch say of registrations and accounts. What comes after an erasure says nothing.
 *
 * @param registered when, of patients that it registers
 * @param opened when, of accounts that it opens
 */
record OpeningsFold(SortedMap<UUID, Instant> registered, SortedMap<UUID, Instant> opened, Set<UUID> erased) {
    private static final String REGISTERED = PatientRegistered.getDescriptor().getFullName();
    private static final String OPENED = BillingAccountOpened.getDescriptor().getFullName();
    private static final String ERASED = PatientErased.getDescriptor().getFullName();

    static OpeningsFold of(List<EventRecord> events) {
        var fold = new OpeningsFold(new TreeMap<>(), new TreeMap<>(), new HashSet<>());
        events.forEach(fold::add);
        return fold;
    }

    private void add(EventRecord event) {
        if (event.type().equals(REGISTERED)) {
            say(registered, event);
        } else if (event.type().equals(OPENED)) {
            say(opened, event);
        } else if (event.type().equals(ERASED)) {
            erased.add(patientId(event));
        }
    }

    private void say(SortedMap<UUID, Instant> what, EventRecord event) {
        var patientId = patientId(event);
        if (!erased.contains(patientId)) {
            what.putIfAbsent(patientId, event.time());
        }
    }

    /** Patients who wait when the batch is over, of those that it registers, and since when. */
    SortedMap<UUID, Instant> waiting() {
        var waiting = new TreeMap<>(registered);
        waiting.keySet().removeAll(opened.keySet());
        waiting.keySet().removeAll(erased);
        return waiting;
    }

    /** Patients of earlier batches who wait no longer, if they did. */
    SortedSet<UUID> noLongerWaiting() {
        var patientIds = new TreeSet<>(opened.keySet());
        patientIds.addAll(erased);
        patientIds.removeAll(registered.keySet());
        return Collections.unmodifiableSortedSet(patientIds);
    }

    private static UUID patientId(EventRecord event) {
        try {
            return UUID.fromString(event.subject());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecord("the subject is no UUID", e);
        }
    }
}
