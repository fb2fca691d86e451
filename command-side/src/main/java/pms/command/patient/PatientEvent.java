package pms.command.patient;

import java.util.UUID;

/** What happened to a patient. Stored for ever: a new shape is a new type. */
public sealed interface PatientEvent {

    UUID patientId();

    /** A change of the patient's record; {@code version} is dense from 1 over these. */
    sealed interface RecordChanged extends PatientEvent {
        long version();
    }

    /** First event of a patient; {@code version} is 1. */
    record PatientRegistered(UUID patientId, long version, Details details) implements RecordChanged {}

    /** The details from here on: whole, not a difference. */
    record PatientAmended(UUID patientId, long version, Details details) implements RecordChanged {}

    /** The patient left the directory; the history stays. */
    record PatientDeactivated(UUID patientId, long version) implements RecordChanged {}

    /** Billing opened the patient's account. */
    record BillingAccountOpened(UUID patientId, UUID accountId) implements PatientEvent {}
}
