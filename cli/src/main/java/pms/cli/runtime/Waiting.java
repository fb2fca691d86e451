package pms.cli.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition of another process, which gives no signal of its own. */
public final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Waiting() {}

    /** True as soon as the condition holds, false when it does not within the time or the thread is interrupted. */
    public static boolean until(Duration atMost, BooleanSupplier condition) {
        return until(atMost, PAUSE, condition);
    }

    /** As above, with an own pause between two looks. */
    public static boolean until(Duration atMost, Duration pause, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= deadline || !pause(pause)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #until}, but an interrupt only comes back when the waiting is over. */
    static boolean patiently(Duration atMost, BooleanSupplier condition) {
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() >= deadline) {
                    return false;
                }
                if (!pause(PAUSE)) {
                    interrupted |= Thread.interrupted();
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** False when the thread was interrupted; its interrupt flag then stays set. */
    public static boolean pause(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
