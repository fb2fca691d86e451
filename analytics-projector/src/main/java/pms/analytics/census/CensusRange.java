package pms.analytics.census;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import pms.analytics.web.Days;
import pms.analytics.web.InvalidParameter;

/**
 * The moments of a series.
 *
 * @param first midnight (UTC) with which the first day begins
 * @param last the last one within the last day
 */
record CensusRange(Instant first, Instant last, Duration step) {
    private static final int MAX_HOURS = 1_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Reads the parameters. {@link InvalidParameter} names the one that is missing or wrong. */
    static CensusRange parse(@Nullable String bucket, @Nullable String from, @Nullable String to) {
        var hourly = isHourly(bucket);
        var firstDay = day("from", from);
        var lastDay = day("to", to);
        if (lastDay.isBefore(firstDay)) {
            throw new InvalidParameter("to", "to must not be before from");
        }
        var range = hourly
                ? new CensusRange(
                        Midnights.at(firstDay),
                        Midnights.at(lastDay.plusDays(1)).minus(HOUR),
                        HOUR)
                : new CensusRange(Midnights.at(firstDay), Midnights.at(lastDay), DAY);
        return range.bounded(hourly ? MAX_HOURS : Days.MAX_BUCKETS);
    }

    boolean isHourly() {
        return step.equals(HOUR);
    }

    private CensusRange bounded(int most) {
        if (Duration.between(first, last).dividedBy(step) >= most) {
            throw new InvalidParameter("from", "these are more than %d moments; narrow the range".formatted(most));
        }
        return this;
    }

    private static boolean isHourly(@Nullable String bucket) {
        if (bucket == null || bucket.equals("day")) {
            return false;
        }
        if (bucket.equals("hour")) {
            return true;
        }
        throw new InvalidParameter("bucket", "bucket must be hour or day");
    }

    private static LocalDate day(String name, @Nullable String text) {
        if (text == null) {
            throw new InvalidParameter(name, "a series needs from and to");
        }
        return Days.date(name, text, Days.FIRST_DAY);
    }
}
