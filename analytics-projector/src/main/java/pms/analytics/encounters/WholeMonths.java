package pms.analytics.encounters;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import pms.analytics.web.Days;

/**
 * A range of days as the months that it has whole, and the days before and behind them. A part that is empty ends before
 * it begins.
 */
record WholeMonths(
        LocalDate first, LocalDate last, LocalDate daysFrom, LocalDate daysTo, LocalDate restFrom, LocalDate restTo) {
    private static final LocalDate NEVER_FROM = Days.LAST_DAY;
    private static final LocalDate NEVER_TO = Days.FIRST_DAY;

    /** The first days of the months, and the first and last of the days around them. */
    static WholeMonths of(Days days) {
        var first = days.from().getDayOfMonth() == 1
                ? days.from()
                : days.from().with(TemporalAdjusters.firstDayOfNextMonth());
        var behind = days.to().plusDays(1).withDayOfMonth(1);
        return first.isBefore(behind)
                ? new WholeMonths(first, behind.minusMonths(1), days.from(), first.minusDays(1), behind, days.to())
                : new WholeMonths(NEVER_FROM, NEVER_TO, days.from(), days.to(), NEVER_FROM, NEVER_TO);
    }
}
