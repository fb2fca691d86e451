package pms.command.patient;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import pms.command.patient.PatientEvent.BillingAccountOpened;
import pms.command.patient.PatientEvent.PatientAmended;
import pms.command.patient.PatientEvent.PatientDeactivated;
import pms.command.patient.PatientEvent.PatientRegistered;

/**
 * Who holds what must be one patient's only, among the claims that a decision asks about.
 *
 * @param wanted the tags of the claims that count
 * @param holders claim to the patient that holds it
 */
public record Claims(Set<String> wanted, Map<String, UUID> holders) {

    public Claims {
        wanted = Set.copyOf(wanted);
        holders = Map.copyOf(holders);
    }

    /** Claims that nobody holds yet. */
    public static Claims of(Set<String> wanted) {
        return new Claims(wanted, Map.of());
    }

    /** Registering and amending take and release; deactivating keeps: only erasure frees. */
    public Claims evolve(PatientEvent event) {
        return switch (event) {
            case PatientRegistered e -> held(e.patientId(), e.details());
            case PatientAmended e -> held(e.patientId(), e.details());
            case PatientDeactivated e -> this;
            case BillingAccountOpened e -> this;
        };
    }

    /**
     * Checks that nobody but the patient holds what it wants.
     *
     * @throws Rejection.Taken when someone does; e-mail before identifiers
     */
    public void require(UUID patientId, Details details) {
        if (details.email() != null) {
            otherHolder(Tags.email(details.email()), patientId).ifPresent(holder -> {
                throw new Rejection.EmailTaken(holder);
            });
        }
        for (Identifier identifier : details.identifiers()) {
            otherHolder(Tags.identifier(identifier), patientId).ifPresent(holder -> {
                throw new Rejection.IdentifierTaken(holder);
            });
        }
    }

    private Optional<UUID> otherHolder(String claim, UUID patientId) {
        return Optional.ofNullable(holders.get(claim)).filter(holder -> !holder.equals(patientId));
    }

    private Claims held(UUID patientId, Details details) {
        Set<String> claimed = Tags.claims(details);
        Map<String, UUID> next = new HashMap<>(holders);
        next.values().removeIf(patientId::equals);
        for (String claim : wanted) {
            if (claimed.contains(claim)) {
                next.put(claim, patientId);
            }
        }
        return new Claims(wanted, next);
    }
}
