package pms.e2e.faults.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives out the moments at which commands may be sent, evenly, to all callers together. Moments that nobody took in time
 * are gone: after an outage the rate is the same as before. Thread-safe.
 */
final class Pace {
    private final long stepNanos;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    Pace(int perSecond) {
        this.stepNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Waits for the next moment; false when it was stopped meanwhile. */
    boolean await(CountDownLatch stopped) throws InterruptedException {
        long mine = next.updateAndGet(last -> Math.max(last + stepNanos, System.nanoTime()));
        return !stopped.await(mine - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
