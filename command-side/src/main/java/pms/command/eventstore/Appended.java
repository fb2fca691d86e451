package pms.command.eventstore;

import java.time.Instant;

/**
 * Where the events of an append stand: at all positions from the first to the last, both included.
 *
 * @param recordedAt when the database stored them, to the microsecond
 */
public record Appended(long firstPosition, long lastPosition, Instant recordedAt) {}
