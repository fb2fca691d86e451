package pms.command.patient;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import pms.command.patient.PatientEvent.BillingAccountClosed;
import pms.command.patient.PatientEvent.BillingAccountOpened;
import pms.command.patient.PatientEvent.DetailsStated;
import pms.command.patient.PatientEvent.EncounterEvent;
import pms.command.patient.PatientEvent.PatientDeactivated;
import pms.command.patient.PatientEvent.PatientErased;

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

    /** Registering and amending take and release; deactivating keeps: only erasure frees all. */
    public Claims evolve(PatientEvent event) {
        return switch (event) {
            case DetailsStated e -> held(e.patientId(), e.claims());
            case PatientErased e -> held(e.patientId(), Set.of());
            case PatientDeactivated e -> this;
            case BillingAccountOpened e -> this;
            case BillingAccountClosed e -> this;
            case EncounterEvent e -> this;
        };
    }

    /**
     * Checks that nobody but the patient holds what it wants.
     *
     * @param claimed from {@link ClaimTags}
     * @throws Rejection.Taken when someone does; the first in the order of {@code claimed}
     */
    public void require(UUID patientId, Set<String> claimed) {
        for (String claim : claimed) {
            otherHolder(claim, patientId).ifPresent(holder -> {
                throw ClaimTags.isEmail(claim)
                        ? new Rejection.EmailTaken(holder)
                        : new Rejection.IdentifierTaken(holder);
            });
        }
    }

    private Optional<UUID> otherHolder(String claim, UUID patientId) {
        return Optional.ofNullable(holders.get(claim)).filter(holder -> !holder.equals(patientId));
    }

    private Claims held(UUID patientId, Set<String> claimed) {
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
