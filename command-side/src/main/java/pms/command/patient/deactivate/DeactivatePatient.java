package pms.command.patient.deactivate;

import java.util.UUID;
import pms.command.patient.VersionCondition;

/**
 * Takes a patient out of the directory.
 *
 * @param condition the versions that it is meant for
 */
public record DeactivatePatient(UUID patientId, VersionCondition condition) {}
