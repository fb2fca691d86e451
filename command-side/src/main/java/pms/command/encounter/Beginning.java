package pms.command.encounter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How an encounter began.
 *
 * @param start in whole milliseconds; what is finer is cut
 * @param type what brought the patient, in free text; {@code null} when nobody said, and when the patient was erased
 */
public record Beginning(
        EncounterClass encounterClass,
        Instant start,
        @Nullable String type) {

    public Beginning {
        start = start.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Without the type, which may tell of an illness. */
    @Override
    public String toString() {
        return "Beginning[" + encounterClass + " " + start + "]";
    }
}
