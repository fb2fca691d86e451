package pms.e2e.faults.truth;

/**
 * An encounter, as an event or a row of the view tells of it.
 *
 * @param startedMillis since 1970
 * @param endedMillis since 1970; 0 while in progress
 */
public record Stay(String id, String encounterClass, long startedMillis, long endedMillis) {}
