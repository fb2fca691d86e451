package pms.projection.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One rebuild, as its row has it.
 *
 * @param view as it was asked for
 * @param generation that is built, or went back to
 * @param progress the name of that generation's progress until it is live
 * @param done events that are in the generation
 * @param total events that have to get there, as last known
 * @param runAt when the instance that works at it began; null before
 * @param runFrom how many events were done then
 * @param comparison null before it was made
 * @param failure the kind of fault that it ended by
 */
record Rebuild(
        UUID id,
        String projection,
        String view,
        Kind kind,
        int generation,
        String progress,
        State state,
        Phase phase,
        Switches switches,
        long done,
        long total,
        @Nullable Instant runAt,
        long runFrom,
        int attempts,
        @Nullable List<Compared> comparison,
        @Nullable Long heldLive,
        @Nullable Long heldBuilt,
        @Nullable String failure,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {

    enum Kind {
        REBUILD,
        /** To the generation that was live before. */
        ROLLBACK
    }

    enum State {
        RUNNING,
        /** Its generation is live, or was. */
        SWITCHED,
        /** Equal, and not live since that was not wanted. */
        BUILT,
        /** The generation is not what the live one is; somebody has to decide. */
        DIFFERENT,
        CANCELLED,
        FAILED
    }

    /** What it is at while it is running. */
    enum Phase {
        WAITING,
        BUILDING,
        COMPARING,
        SWITCHING,
        ENDED
    }

    /** When readers get the new generation. */
    enum Switches {
        WHEN_EQUAL,
        IN_ANY_CASE,
        NEVER
    }

    /** Events a second since the instance that works at it began; null when that can't be said. */
    @Nullable
    Double rate() {
        if (runAt == null || done <= runFrom) {
            return null;
        }
        double seconds = Duration.between(runAt, updatedAt).toNanos() / 1e9;
        return seconds <= 0 ? null : (done - runFrom) / seconds;
    }

    /** Null when that can't be said. */
    @Nullable
    Long secondsLeft() {
        Double rate = rate();
        return rate == null || state != State.RUNNING ? null : Math.round(Math.max(0, total - done) / rate);
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }
}
