package pms.e2e.faults.truth;

import org.jspecify.annotations.Nullable;

/**
 * An event as the store has it, decoded as far as it is open.
 *
 * @param type its name without the package
 * @param request digest of the actor and its Idempotency-Key; empty when no such request caused it
 * @param content a hash of the stored bytes
 * @param version of the patient; 0 for what is no change of the patient
 * @param facts of events that state them
 * @param account of events about accounts, else empty
 * @param stay of events about encounters
 */
public record StoredEvent(
        long position,
        String id,
        String type,
        String patient,
        String request,
        String content,
        long version,
        @Nullable Facts facts,
        String account,
        @Nullable Stay stay) {
    public static final String REGISTERED = "PatientRegistered";
    public static final String AMENDED = "PatientAmended";
    public static final String DEACTIVATED = "PatientDeactivated";
    public static final String ERASED = "PatientErased";
    public static final String ACCOUNT_OPENED = "BillingAccountOpened";
    public static final String ACCOUNT_CLOSED = "BillingAccountClosed";
    public static final String ENCOUNTER_STARTED = "EncounterStarted";
    public static final String ENCOUNTER_FINISHED = "EncounterFinished";

    /** One that is not about an encounter. */
    public StoredEvent(
            long position,
            String id,
            String type,
            String patient,
            String request,
            String content,
            long version,
            @Nullable Facts facts,
            String account) {
        this(position, id, type, patient, request, content, version, facts, account, null);
    }

    /** Whether it is a change of the patient itself, so that it has a version. */
    public boolean isOfPatient() {
        return switch (type) {
            case REGISTERED, AMENDED, DEACTIVATED, ERASED -> true;
            default -> false;
        };
    }
}
