package pms.cli.load;

import java.time.Duration;
import pms.cli.runtime.Waiting;

/** Lets so many lines go a second. Thread-safe. */
final class Pace {
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final int perSecond;
    private final long begun = System.nanoTime();
    private long gone;

    /** @param perSecond zero for no limit */
    Pace(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Returns when the next line may go. */
    void next() {
        if (perSecond > 0) {
            Waiting.pause(Duration.ofNanos(Math.max(0, due() - System.nanoTime())));
        }
    }

    private synchronized long due() {
        return begun + gone++ * SECOND_NANOS / perSecond;
    }
}
