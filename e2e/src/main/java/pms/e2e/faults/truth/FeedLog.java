package pms.e2e.faults.truth;

import java.util.List;

/**
 * What one client of the feed saw over all its connections, in order of arrival.
 *
 * @param after the position from which on it asked
 */
public record FeedLog(String client, long after, int connections, List<Seen> seen) {
    public FeedLog {
        seen = List.copyOf(seen);
    }

    /** One event that it saw. */
    public record Seen(long position, String type, String patient) {}
}
