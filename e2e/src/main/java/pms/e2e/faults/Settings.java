package pms.e2e.faults;

import java.time.Duration;

/**
 * What a run is asked for.
 *
 * @param faults how many the plan has
 * @param perSecond commands at most
 * @param feeds clients of the feed
 */
public record Settings(long seed, Duration length, int faults, int callers, int perSecond, int feeds) {
    public Settings {
        if (callers < 1 || perSecond < 1 || feeds < 1) {
            throw new IllegalArgumentException(
                    "a run needs a caller, a command a second and a client of the feed at least");
        }
    }
}
