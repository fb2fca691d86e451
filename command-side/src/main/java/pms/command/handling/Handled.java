package pms.command.handling;

import pms.command.patient.Patient;

/**
 * A command that was carried out, durably.
 *
 * @param patient as it is after the command
 * @param position a view at this position or beyond shows the patient so
 */
public record Handled(Patient patient, long position) {}
