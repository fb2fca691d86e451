package pms.command.patient.erase;

import java.util.UUID;

/** Forgets all that is personal of a patient. It can't be undone. */
public record ErasePatient(UUID patientId) {}
