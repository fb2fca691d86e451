package pms.analytics.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long a bucket is; weeks start on Monday (ISO 8601). The name is PostgreSQL's, for {@code date_trunc}. */
public enum Bucket {
    DAY,
    WEEK,
    MONTH;

    /** Reads a parameter. {@link InvalidParameter} when it is none of these. */
    static Bucket parse(@Nullable String text, Bucket usual) {
        if (text == null) {
            return usual;
        }
        for (var bucket : values()) {
            if (bucket.field().equals(text)) {
                return bucket;
            }
        }
        throw new InvalidParameter("bucket", "bucket must be day, week or month");
    }

    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** First day of the bucket that a day is in. */
    public LocalDate of(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** First day of the bucket that follows the one that begins on a day. */
    public LocalDate after(LocalDate first) {
        return switch (this) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
        };
    }
}
