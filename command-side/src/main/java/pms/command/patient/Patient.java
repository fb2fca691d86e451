package pms.command.patient;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.command.patient.PatientEvent.BillingAccountClosed;
import pms.command.patient.PatientEvent.BillingAccountOpened;
import pms.command.patient.PatientEvent.DetailsStated;
import pms.command.patient.PatientEvent.EncounterEvent;
import pms.command.patient.PatientEvent.PatientDeactivated;
import pms.command.patient.PatientEvent.PatientErased;

/**
 * A patient as the events so far tell.
 *
 * @param details {@code null} when erased
 * @param claims tags of what it holds alone; empty when erased
 * @param version number of changes of the record, from 1
 */
public record Patient(UUID id, @Nullable Details details, Set<String> claims, Status status, long version) {

    public Patient {
        claims = Set.copyOf(claims);
    }

    public enum Status {
        ACTIVE,
        DEACTIVATED,
        ERASED
    }

    public boolean isDeactivated() {
        return status == Status.DEACTIVATED;
    }

    public boolean isErased() {
        return status == Status.ERASED;
    }

    /**
     * What is known of the patient.
     *
     * @throws Rejection.PatientIsErased when nothing is any more
     */
    public Details requireDetails() {
        if (details == null) {
            throw new Rejection.PatientIsErased();
        }
        return details;
    }

    /**
     * The patient after the event; {@code null} stands for one that is not registered. Never throws. Details that can't
     * be opened any more are those of an erased patient, also before the event that says so.
     */
    public static @Nullable Patient evolve(@Nullable Patient patient, PatientEvent event) {
        return switch (event) {
            case DetailsStated e -> stated(patient, e);
            case PatientDeactivated e -> patient == null ? null : patient.deactivated(e.version());
            case PatientErased e ->
                patient == null ? null : new Patient(patient.id, null, Set.of(), Status.ERASED, e.version());
            case BillingAccountOpened e -> patient;
            case BillingAccountClosed e -> patient;
            case EncounterEvent e -> patient;
        };
    }

    private static Patient stated(@Nullable Patient before, DetailsStated event) {
        Status status = before == null ? Status.ACTIVE : before.status;
        return new Patient(
                event.patientId(),
                event.details(),
                event.claims(),
                event.details() == null ? Status.ERASED : status,
                event.version());
    }

    private Patient deactivated(long atVersion) {
        return new Patient(id, details, claims, isErased() ? Status.ERASED : Status.DEACTIVATED, atVersion);
    }
}
