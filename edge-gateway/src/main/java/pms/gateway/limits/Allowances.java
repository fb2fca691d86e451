package pms.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * A token bucket for each of many: each may take as many in a period as the limit says, and all of them at once after a
 * silence. Takes a bounded number of them into memory; one that was silent for a period has a full bucket anyway, and
 * is forgotten. Never waits; safe for any thread.
 */
public final class Allowances {

    private final long limit;
    private final Duration period;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    Allowances(long limit, RequestLimits settings, TimeMeter time) {
        this(limit, settings.period(), settings.remembered(), time);
    }

    /** @param remembered the most who are counted at a time; the longest silent is forgotten first */
    public Allowances(long limit, Duration period, int remembered, TimeMeter time) {
        this.limit = limit;
        this.period = period;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfterAccess(period.multipliedBy(2))
                .build();
    }

    /** Zero when the request is within the limit, else how long until one would be. */
    public Duration take(String who) {
        ConsumptionProbe probe = buckets.get(who, key -> full()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, period))
                .withCustomTimePrecision(time)
                .build();
    }
}
