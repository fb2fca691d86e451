package pms.command.patient;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.command.patient.PatientEvent.BillingAccountOpened;
import pms.command.patient.PatientEvent.PatientAmended;
import pms.command.patient.PatientEvent.PatientDeactivated;
import pms.command.patient.PatientEvent.PatientRegistered;

/**
 * A patient as the events so far tell.
 *
 * @param version number of changes of the record, from 1
 */
public record Patient(UUID id, Details details, Status status, long version) {

    public enum Status {
        ACTIVE,
        DEACTIVATED
    }

    public boolean isDeactivated() {
        return status == Status.DEACTIVATED;
    }

    /** The patient after the event; {@code null} stands for one that is not registered. Never throws. */
    public static @Nullable Patient evolve(@Nullable Patient patient, PatientEvent event) {
        return switch (event) {
            case PatientRegistered e -> new Patient(e.patientId(), e.details(), Status.ACTIVE, e.version());
            case PatientAmended e -> new Patient(e.patientId(), e.details(), statusOf(patient), e.version());
            case PatientDeactivated e ->
                patient == null ? null : new Patient(patient.id, patient.details, Status.DEACTIVATED, e.version());
            case BillingAccountOpened e -> patient;
        };
    }

    private static Status statusOf(@Nullable Patient patient) {
        return patient == null ? Status.ACTIVE : patient.status;
    }
}
