package pms.command.patient;

import java.util.Set;
import java.util.UUID;

/**
 * The consistency boundary of a decision: nothing that touches it may happen between sourcing and appending.
 *
 * @param claims tags from {@link Tags#claims}
 */
public record Boundary(UUID patientId, Set<String> claims) {

    public Boundary {
        claims = Set.copyOf(claims);
    }
}
