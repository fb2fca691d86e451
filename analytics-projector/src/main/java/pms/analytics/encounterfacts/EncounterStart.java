package pms.analytics.encounterfacts;

import java.time.Instant;
import java.util.UUID;

/**
 * How an encounter began.
 *
 * @param startedAt in whole milliseconds, within the years 1 to 9999; may be long before the event
 */
public record EncounterStart(UUID patientId, UUID encounterId, EncounterClass encounterClass, Instant startedAt) {}
