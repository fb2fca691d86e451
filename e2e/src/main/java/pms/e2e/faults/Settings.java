package pms.e2e.faults;

import java.time.Duration;

/**
 * What a run is asked for.
 *
 * @param faults how many the plan has
 * @param perSecond commands at most
 * @param feeds clients of the feed
 */
public record Settings(long seed, Duration length, int faults, int callers, int perSecond, int feeds) {}
