package pms.analytics.readmissions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.analytics.encounterfacts.EncounterStart;

/**
 * An inpatient stay.
 *
 * @param endedAt null while it lasts
 */
record Stay(
        UUID patientId,
        UUID encounterId,
        Instant startedAt,
        @Nullable Instant endedAt) {
    static Stay of(EncounterStart start, @Nullable Instant endedAt) {
        return new Stay(start.patientId(), start.encounterId(), start.startedAt(), endedAt);
    }
}
