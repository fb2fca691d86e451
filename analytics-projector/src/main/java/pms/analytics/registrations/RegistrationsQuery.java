package pms.analytics.registrations;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pms.analytics.web.InvalidParameter;

/**
 * Which registrations to count.
 *
 * @param from the first day
 * @param to the last day, not before the first
 */
record RegistrationsQuery(Bucket bucket, LocalDate from, LocalDate to) {
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** How long a bucket is; weeks start on Monday (ISO 8601). The name is PostgreSQL's, for {@code date_trunc}. */
    enum Bucket {
        DAY,
        WEEK,
        MONTH;

        String field() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Bucket parse(String text) {
            for (var bucket : values()) {
                if (bucket.field().equals(text)) {
                    return bucket;
                }
            }
            throw new InvalidParameter("bucket", "bucket must be day, week or month");
        }
    }

    /** Reads the parameters; a missing bucket is a day, a missing end of the range leaves it open. {@link InvalidParameter} names the wrong one. */
    static RegistrationsQuery parse(@Nullable String bucket, @Nullable String from, @Nullable String to) {
        var query = new RegistrationsQuery(
                bucket == null ? Bucket.DAY : Bucket.parse(bucket),
                from == null ? FIRST_DAY : date("from", from),
                to == null ? LAST_DAY : date("to", to));
        if (query.to.isBefore(query.from)) {
            throw new InvalidParameter("to", "to must not be before from");
        }
        return query;
    }

    private static LocalDate date(String name, String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            throw new InvalidParameter(name, name + " is no day of the calendar");
        }
        throw new InvalidParameter(name, name + " must be a date like 2026-03-09");
    }
}
