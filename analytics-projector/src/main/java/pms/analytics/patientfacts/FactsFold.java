package pms.analytics.patientfacts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
 * @param left other patients, of whom it says only that they left, and as what
 * @param erased patients that it erases; they are also among those stated or left, as it takes to move them out of what
 *     they are counted in. What comes after an erasure says nothing.
 * @param said what it says of the state of each patient, in order
 */
record FactsFold(
        SortedMap<UUID, Facts> stated,
        Set<UUID> registered,
        SortedMap<UUID, PatientState> left,
        SortedSet<UUID> erased,
        Map<UUID, List<Said>> said) {
    private static final String REGISTERED = PatientRegistered.getDescriptor().getFullName();
    private static final String AMENDED = PatientAmended.getDescriptor().getFullName();
    private static final String DEACTIVATED = PatientDeactivated.getDescriptor().getFullName();
    private static final String ERASED = PatientErased.getDescriptor().getFullName();

    /** One event about a state. */
    record Said(PatientState state, Instant at) {}

    /** Types that say nothing of facts are passed over; {@link UnreadableRecord} when one can't be read. */
    static FactsFold of(List<EventRecord> events) {
        var fold = new FactsFold(new TreeMap<>(), new HashSet<>(), new TreeMap<>(), new TreeSet<>(), new HashMap<>());
        for (var event : events) {
            fold.add(event);
        }
        return fold;
    }

    /** The facts that an event states; null when it is of a type that states none. */
    static @Nullable Facts decode(EventRecord event) {
        if (event.type().equals(REGISTERED)) {
            return EventDecoder.registered(event);
        }
        return event.type().equals(AMENDED) ? EventDecoder.amended(event) : null;
    }

    private void add(EventRecord event) {
        if (event.type().equals(REGISTERED)) {
            register(event, EventDecoder.registered(event));
        } else if (event.type().equals(AMENDED)) {
            state(patientId(event), EventDecoder.amended(event));
        } else if (event.type().equals(DEACTIVATED)) {
            leave(event, PatientState.DEACTIVATED);
        } else if (event.type().equals(ERASED)) {
            leave(event, PatientState.ERASED);
            erased.add(patientId(event));
        }
    }

    private void register(EventRecord event, Facts facts) {
        var patientId = patientId(event);
        if (!erased.contains(patientId)) {
            registered.add(patientId);
            state(patientId, facts);
            say(event, PatientState.ACTIVE);
        }
    }

    private void state(UUID patientId, Facts facts) {
        if (!erased.contains(patientId)) {
            var left = this.left.remove(patientId);
            var before = stated.get(patientId);
            stated.put(patientId, facts.with(left != null ? left : before != null ? before.state() : facts.state()));
        }
    }

    private void leave(EventRecord event, PatientState state) {
        var patientId = patientId(event);
        if (erased.contains(patientId)) {
            return;
        }
        say(event, state);
        if (stated.computeIfPresent(patientId, (id, facts) -> facts.told(state)) == null) {
            left.merge(patientId, state, (before, later) -> later.canFollow(before) ? later : before);
        }
    }

    private void say(EventRecord event, PatientState state) {
        said.computeIfAbsent(patientId(event), id -> new ArrayList<>()).add(new Said(state, event.time()));
    }

    /** The steps from the state before on; what was said and changes nothing is none. */
    List<StateMove> moves(UUID patientId, @Nullable Facts before) {
        var moves = new ArrayList<StateMove>();
        var state = before == null ? null : before.state();
        for (var next : said.getOrDefault(patientId, List.of())) {
            if (state == null
                    ? next.state() == PatientState.ACTIVE
                    : next.state().canFollow(state)) {
                moves.add(new StateMove(state, next.state(), next.at()));
                state = next.state();
            }
        }
        return moves;
    }

    private static UUID patientId(EventRecord event) {
        try {
            return UUID.fromString(event.subject());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecord("the subject is no UUID", e);
        }
    }
}
