package pms.command.patient;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The consistency boundary of a decision: nothing that touches it may happen between sourcing and appending.
 *
 * @param extent how much of the patient's record the decision depends on
 * @param claims tags from {@link ClaimTags}
 * @param encounters those that the decision depends on
 */
public record Boundary(UUID patientId, Extent extent, Set<String> claims, Set<UUID> encounters) {

    /** How much of a patient's record a decision depends on, from less to more. */
    public enum Extent {
        /** Whether there is such a patient. Its details are then those of the registration. */
        PRESENCE,
        /** All of it. */
        RECORD;

        private Set<String> types() {
            return switch (this) {
                case PRESENCE -> PatientCodec.PRESENCE;
                case RECORD -> PatientCodec.RECORD_CHANGES;
            };
        }

        private Extent and(Extent other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    public Boundary {
        claims = Set.copyOf(claims);
        encounters = Set.copyOf(encounters);
    }

    /** All of a patient's record, and what it claims. */
    public static Boundary record(UUID patientId, Set<String> claims) {
        return new Boundary(patientId, Extent.RECORD, claims, Set.of());
    }

    /** That the patient is there and active, whatever is known of it. */
    public static Boundary presence(UUID patientId) {
        return new Boundary(patientId, Extent.PRESENCE, Set.of(), Set.of());
    }

    /** One encounter of a patient that is there and active. */
    public static Boundary encounter(UUID patientId, UUID encounterId) {
        return new Boundary(patientId, Extent.PRESENCE, Set.of(), Set.of(encounterId));
    }

    /** What two decisions about one patient depend on. */
    public Boundary and(Boundary other) {
        if (!patientId.equals(other.patientId)) {
            throw new IllegalArgumentException("decisions about two patients");
        }
        return new Boundary(
                patientId, extent.and(other.extent), union(claims, other.claims), union(encounters, other.encounters));
    }

    /**
     * Tag to the types of the events that count under it. Account events do not, so that opening an account never stands
     * in the way of a command.
     */
    public Map<String, Set<String>> watched() {
        Map<String, Set<String>> watched = new LinkedHashMap<>();
        watched.put(Tags.patient(patientId), extent.types());
        claims.forEach(claim -> watched.put(claim, PatientCodec.CLAIMS));
        encounters.forEach(id -> watched.put(Tags.encounter(id), PatientCodec.ENCOUNTERS));
        return watched;
    }

    private static <T> Set<T> union(Set<T> some, Set<T> others) {
        Set<T> both = new HashSet<>(some);
        both.addAll(others);
        return both;
    }
}
