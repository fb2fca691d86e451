package pms.analytics.census;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Moments and the midnights of UTC around them. */
final class Midnights {
    private Midnights() {}

    /** The last one at or before the moment. */
    static LocalDate before(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The first one at or after the moment: by then what happened at the moment has happened. */
    static LocalDate after(Instant moment) {
        var day = before(moment);
        return at(day).equals(moment) ? day : day.plusDays(1);
    }

    static Instant at(LocalDate midnight) {
        return midnight.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
