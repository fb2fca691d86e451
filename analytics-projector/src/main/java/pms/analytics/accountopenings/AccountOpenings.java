package pms.analytics.accountopenings;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import pms.analytics.web.Table;

/**
 * How long patients waited for their accounts, by the day of UTC on which these were opened.
 *
 * @param waiting patients who have none at the moment
 * @param total the whole range
 * @param buckets those with openings, the oldest first
 */
record AccountOpenings(long waiting, Waits total, List<InBucket> buckets) implements Table {
    /**
     * The accounts of one bucket.
     *
     * @param bucket its first day
     * @param count at least 1
     * @param medianMillis at least half were opened no later after the registration (nearest rank); within 1%
     * @param p95Millis at least 95 in 100 were; within 1%
     * @param maxMillis exact
     */
    record InBucket(LocalDate bucket, long count, long medianMillis, long p95Millis, long maxMillis) {}

    /** The same of all buckets together; all zero when there are none. */
    record Waits(long count, long medianMillis, long p95Millis, long maxMillis) {
        static final Waits NONE = new Waits(0, 0, 0, 0);
    }

    @Override
    public List<String> header() {
        return List.of("bucket", "count", "medianMillis", "p95Millis", "maxMillis", "waiting");
    }

    /** The buckets, and behind them the whole range with {@code total} as its bucket and who waits. */
    @Override
    public Stream<List<?>> rows() {
        return Stream.concat(
                buckets.stream()
                        .map(in -> List.of(
                                in.bucket(), in.count(), in.medianMillis(), in.p95Millis(), in.maxMillis(), "")),
                Stream.of(List.of(
                        "total", total.count(), total.medianMillis(), total.p95Millis(), total.maxMillis(), waiting)));
    }
}
