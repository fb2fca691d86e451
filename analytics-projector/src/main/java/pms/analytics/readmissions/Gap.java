package pms.analytics.readmissions;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What is counted apart: stays that ended on a day of UTC, by how long after it the next one of the patient began.
 *
 * <p>The next one is the first that begins after the end. One that begins at the very moment of the end is a transfer, and
 * one that began before it was there already: neither is a readmission. Whether a stay was planned is not looked at.
 *
 * @param days until then, a begun one as a whole one; {@link #NONE} when it is more than {@link #MOST} or there is none
 */
record Gap(LocalDate day, int days) implements Comparable<Gap> {
    static final int NONE = 0;
    static final int MOST = 365;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Comparator<Gap> ORDER = Comparator.comparing(Gap::day).thenComparingInt(Gap::days);

    /** Of each stay of one patient that has ended. */
    static List<Gap> of(Collection<Stay> stays) {
        var starts = new TreeSet<Instant>();
        stays.forEach(stay -> starts.add(stay.startedAt()));
        var gaps = new ArrayList<Gap>();
        for (var stay : stays) {
            var end = stay.endedAt();
            if (end != null) {
                var next = starts.higher(end);
                gaps.add(new Gap(end.atZone(ZoneOffset.UTC).toLocalDate(), next == null ? NONE : days(end, next)));
            }
        }
        return gaps;
    }

    private static int days(Instant end, Instant next) {
        var gap = Duration.between(end, next);
        var days = gap.dividedBy(DAY) + (gap.toDays() * DAY.toMillis() < gap.toMillis() ? 1 : 0);
        return days <= MOST ? (int) days : NONE;
    }

    @Override
    public int compareTo(Gap other) {
        return ORDER.compare(this, other);
    }
}
