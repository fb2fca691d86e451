package pms.analytics.accountopenings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;

/**
 * What is counted apart: accounts that were opened on a day of UTC, by the time since the registration.
 *
 * @param millis rounded down to {@link #DIGITS} significant binary digits, so that few are told apart: what is rounded
 *     off is less than one part in 64
 */
record Wait(LocalDate day, long millis) implements Comparable<Wait> {
    private static final int DIGITS = 7;
    private static final Comparator<Wait> ORDER =
            Comparator.comparing(Wait::day).thenComparingLong(Wait::millis);

    static Wait of(Instant openedAt, long millis) {
        return new Wait(openedAt.atZone(ZoneOffset.UTC).toLocalDate(), roundedDown(millis));
    }

    /** Exact, and never below zero: the two events may have been recorded by machines whose clocks differ. */
    static long millis(Instant registeredAt, Instant openedAt) {
        return Math.max(0, Duration.between(registeredAt, openedAt).toMillis());
    }

    static long roundedDown(long millis) {
        return millis & -widthAt(millis);
    }

    /** The middle of all that are rounded down to the same: less than 1% from each of them. */
    static long middle(long roundedDown) {
        return roundedDown + widthAt(roundedDown) / 2;
    }

    private static long widthAt(long millis) {
        var digits = Long.SIZE - Long.numberOfLeadingZeros(millis);
        return 1L << Math.max(0, digits - DIGITS);
    }

    @Override
    public int compareTo(Wait other) {
        return ORDER.compare(this, other);
    }
}
