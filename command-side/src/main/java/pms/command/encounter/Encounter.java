package pms.command.encounter;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An encounter as the events so far tell.
 *
 * @param end {@code null} while it is in progress
 */
public record Encounter(
        UUID id,
        UUID patientId,
        Beginning beginning,
        @Nullable Instant end) {

    /** One that is in progress. */
    public static Encounter started(UUID id, UUID patientId, Beginning beginning) {
        return new Encounter(id, patientId, beginning, null);
    }

    public Encounter finished(Instant at) {
        return new Encounter(id, patientId, beginning, at);
    }

    public boolean isFinished() {
        return end != null;
    }
}
