package pms.analytics.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The range of days that a client asks about, and how it is divided.
 *
 * @param from the first day
 * @param to the last day, not before the first
 */
public record Days(Bucket bucket, LocalDate from, LocalDate to) {
    public static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    public static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /** Of an answer. */
    public static final int MAX_BUCKETS = 5_000;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Reads the parameters; a missing bucket is a day, a missing end of the range leaves it open. {@link InvalidParameter} names the wrong one. */
    public static Days parse(@Nullable String bucket, @Nullable String from, @Nullable String to) {
        return parse(Bucket.DAY, bucket, from, to);
    }

    /**
     * The same, with another usual bucket.
     *
     * @param usual the bucket when none is given
     */
    public static Days parse(Bucket usual, @Nullable String bucket, @Nullable String from, @Nullable String to) {
        var days = new Days(Bucket.parse(bucket, usual), date("from", from, FIRST_DAY), date("to", to, LAST_DAY));
        if (days.to.isBefore(days.from)) {
            throw new InvalidParameter("to", "to must not be before from");
        }
        return days;
    }

    /** Reads a date of the years 1 to 9999. {@link InvalidParameter} when it is none. */
    public static LocalDate date(String name, @Nullable String text, LocalDate usual) {
        if (text == null) {
            return usual;
        }
        if (!DATE.matcher(text).matches()) {
            throw new InvalidParameter(name, name + " must be a date like 2026-03-09");
        }
        try {
            var date = LocalDate.parse(text);
            if (date.getYear() > 0) {
                return date;
            }
        } catch (DateTimeException e) {
            throw new InvalidParameter(name, name + " is no day of the calendar");
        }
        throw new InvalidParameter(name, name + " must be in the years 1 to 9999");
    }

    /** The list as it came. {@link InvalidParameter} when it is longer than an answer may be: ask for one more than that. */
    public static <T> List<T> bounded(List<T> found) {
        if (found.size() > MAX_BUCKETS) {
            throw new InvalidParameter("from", "these are more than %d lines; narrow the range".formatted(MAX_BUCKETS));
        }
        return found;
    }
}
