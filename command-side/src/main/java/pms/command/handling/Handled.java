package pms.command.handling;

import pms.command.patient.Patient;

/**
 * A command that was carried out, durably.
 *
 * @param patient as it is after the command
 * @param position a view at this position or beyond shows the patient so
 * @param effect what it did
 */
public record Handled(Patient patient, long position, Effect effect) {

    /** With events, which tell of it. */
    public Handled(Patient patient, long position) {
        this(patient, position, Effect.CHANGED);
    }

    /** What a command did. */
    public enum Effect {
        CHANGED,
        /** All was so already: there is no event of it. */
        UNCHANGED,
        /** The same request was carried out before, and is answered again. */
        REPEATED
    }
}
