package pms.gateway.audit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pms.gateway.limits.Allowances;

/**
 * How many refusals are put on record, so that nobody can fill the log for ever by being refused. The others are
 * counted; the log of the service says how many there were before the next one that is on record. Safe for any thread.
 */
final class RefusalBound {

    private static final Logger log = LoggerFactory.getLogger(RefusalBound.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int REMEMBERED = 10_000;

    private final Allowances allowances;
    private final AtomicLong leftOff = new AtomicLong();

    RefusalBound(int aSecond, TimeMeter time) {
        this.allowances = new Allowances(aSecond, PERIOD, REMEMBERED, time);
    }

    /** Whether one more of these goes on record; one that does not is counted. */
    boolean allows(String which) {
        if (!allowances.take(which).isZero()) {
            leftOff.incrementAndGet();
            return false;
        }
        long before = leftOff.getAndSet(0);
        if (before > 0) {
            log.warn("{} refusals are not on record: there were too many at a time", before);
        }
        return true;
    }

    /** How many were left off since the last that was not. */
    long leftOff() {
        return leftOff.get();
    }
}
