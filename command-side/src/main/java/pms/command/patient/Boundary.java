package pms.command.patient;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The consistency boundary of a decision: nothing that touches it may happen between sourcing and appending.
 *
 * @param claims tags from {@link ClaimTags}
 */
public record Boundary(UUID patientId, Set<String> claims) {

    public Boundary {
        claims = Set.copyOf(claims);
    }

    /** What two decisions about one patient depend on. */
    public Boundary and(Boundary other) {
        if (!patientId.equals(other.patientId)) {
            throw new IllegalArgumentException("decisions about two patients");
        }
        Set<String> both = new HashSet<>(claims);
        both.addAll(other.claims);
        return new Boundary(patientId, both);
    }
}
