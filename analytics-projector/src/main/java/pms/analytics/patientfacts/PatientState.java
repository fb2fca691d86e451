package pms.analytics.patientfacts;

/** What a patient is to the register. Stored by name. */
public enum PatientState {
    ACTIVE,
    DEACTIVATED,
    /** Found to be the same as another patient. No event says so yet, so nobody is. */
    MERGED,
    ERASED;

    /** Whether it can follow: nobody comes back, and of an erased patient nothing more is said. */
    boolean canFollow(PatientState before) {
        return before == ACTIVE ? this != ACTIVE : this == ERASED && before != ERASED;
    }
}
