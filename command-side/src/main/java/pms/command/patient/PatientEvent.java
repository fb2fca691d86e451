package pms.command.patient;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.command.encounter.Beginning;
import pms.command.encounter.EncounterClass;

/** What happened to a patient. Stored for ever: a new shape is a new type. */
public sealed interface PatientEvent {

    UUID patientId();

    /** A change of the patient's record; {@code version} is dense from 1 over these. */
    sealed interface RecordChanged extends PatientEvent {
        long version();
    }

    /** Says what a patient's details are, and by that who holds an e-mail or an identifier. */
    sealed interface DetailsStated extends RecordChanged {

        /** {@code null} when they are sealed for ever: the patient was erased. */
        @Nullable
        Details details();

        /** Tags of what is to be this patient's only, as {@link ClaimTags} makes them; known for ever. */
        Set<String> claims();
    }

    /** First event of a patient; {@code version} is 1. */
    record PatientRegistered(
            UUID patientId, long version, @Nullable Details details, Set<String> claims) implements DetailsStated {

        public PatientRegistered {
            claims = Collections.unmodifiableSet(new LinkedHashSet<>(claims));
        }
    }

    /** The details from here on: whole, not a difference. */
    record PatientAmended(
            UUID patientId, long version, @Nullable Details details, Set<String> claims) implements DetailsStated {

        public PatientAmended {
            claims = Collections.unmodifiableSet(new LinkedHashSet<>(claims));
        }
    }

    /** The patient left the directory; the history stays. */
    record PatientDeactivated(UUID patientId, long version) implements RecordChanged {}

    /** The patient is forgotten: nothing personal can be read ever more, and what it claimed is free. */
    record PatientErased(UUID patientId, long version) implements RecordChanged {}

    /** Belongs to one encounter of the patient. No change of the record, so it has no version. */
    sealed interface EncounterEvent extends PatientEvent {
        UUID encounterId();
    }

    /** The patient came. */
    record EncounterStarted(UUID patientId, UUID encounterId, Beginning beginning) implements EncounterEvent {}

    /** The patient left. Says again how the encounter began, but for what brought the patient. */
    record EncounterFinished(
            UUID patientId, UUID encounterId, EncounterClass encounterClass, Instant start, Instant end)
            implements EncounterEvent {}

    /** Billing opened the patient's account. */
    record BillingAccountOpened(UUID patientId, UUID accountId) implements PatientEvent {}

    /** Billing closed the account of an erased patient. */
    record BillingAccountClosed(UUID patientId, UUID accountId) implements PatientEvent {}
}
