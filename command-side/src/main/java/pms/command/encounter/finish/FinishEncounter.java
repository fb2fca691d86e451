package pms.command.encounter.finish;

import java.time.Instant;
import java.util.UUID;

/**
 * Ends an encounter.
 *
 * @param end in whole milliseconds
 */
public record FinishEncounter(UUID patientId, UUID encounterId, Instant end) {}
