package pms.projection;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a projection is behind its topic, by all that was looked at so far. Immutable; a moment is a time since any
 * fixed one.
 *
 * @param lookedAt when both were seen last
 * @param records between what is stored and the end, then
 * @param goal ends of the partitions that were seen at {@code goalAt}, and that are to be reached
 */
record Lag(Duration lookedAt, long records, Map<Integer, Long> goal, Duration goalAt) {

    /** Before the first look: behind nothing yet. */
    static Lag begin(Duration now) {
        return new Lag(now, 0, Map.of(), now);
    }

    /**
     * After a look.
     *
     * @param stored the next offset by partition; none where nothing was read yet
     * @param ends of the topic by partition
     */
    Lag look(Map<Integer, Long> stored, Map<Integer, Long> ends, Duration now) {
        long behind = ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - stored.getOrDefault(end.getKey(), 0L)))
                .sum();
        boolean reached = goal.entrySet().stream()
                .allMatch(end -> stored.getOrDefault(end.getKey(), 0L)
                        >= Math.min(end.getValue(), ends.getOrDefault(end.getKey(), 0L)));
        return reached ? new Lag(now, behind, Map.copyOf(ends), now) : new Lag(now, behind, goal, goalAt);
    }

    /** How long what was to be reached had waited when it was looked at last; nothing while nothing waits. */
    Duration waiting() {
        return records == 0 ? Duration.ZERO : lookedAt.minus(goalAt);
    }

    /** What is wrong now; null when nothing is. */
    @Nullable
    String complaint(Duration bound, Duration now) {
        if (now.minus(lookedAt).compareTo(bound) > 0) {
            return "Kafka or the database does not tell how far it is";
        }
        return lookedAt.minus(goalAt).compareTo(bound) > 0 ? "records wait for longer than " + bound : null;
    }
}
