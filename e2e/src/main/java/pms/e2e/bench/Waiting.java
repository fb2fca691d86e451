package pms.e2e.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits by asking, 100 times a second. */
final class Waiting {
    private static final long POLL_NANOS = 10_000_000;

    private Waiting() {}

    /** The {@link System#nanoTime} at which it was true; throws when the bound after {@code sinceNanos} is over. */
    static long until(String what, long sinceNanos, Duration bound, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("nobody waits any more for " + what);
            }
            if (System.nanoTime() - sinceNanos > bound.toNanos()) {
                throw new IllegalStateException(what + " did not come within " + bound);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return System.nanoTime();
    }
}
