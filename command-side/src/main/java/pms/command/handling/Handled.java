package pms.command.handling;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pms.command.encounter.Encounter;
import pms.command.patient.Patient;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.EncounterEvent;
import pms.command.patient.Situation;

/**
 * A command that was carried out, durably.
 *
 * @param patient as it is after the command; as far as the command depended on it, see {@link
 *     pms.command.patient.Boundary.Extent}
 * @param encounter as it is after a command about one; {@code null} after others
 * @param position a view at this position or beyond shows them so
 * @param effect what it did
 */
public record Handled(Patient patient, @Nullable Encounter encounter, long position, Effect effect) {

    /** What the events of a command left; none when it changed nothing. */
    static Handled of(Situation after, List<PatientEvent> events, Effect effect, long position) {
        Encounter encounter = events.stream()
                .filter(EncounterEvent.class::isInstance)
                .map(event -> after.requireEncounter(((EncounterEvent) event).encounterId()))
                .findFirst()
                .orElse(null);
        return new Handled(after.requirePatient(), encounter, position, effect);
    }

    /** With events, which tell of it. */
    public Handled(Patient patient, @Nullable Encounter encounter, long position) {
        this(patient, encounter, position, Effect.CHANGED);
    }

    /** Of the encounter, after a command about one. */
    public Encounter requireEncounter() {
        return Objects.requireNonNull(encounter, "the command was about an encounter");
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
