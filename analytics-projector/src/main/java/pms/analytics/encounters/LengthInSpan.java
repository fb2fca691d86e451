package pms.analytics.encounters;

import java.time.LocalDate;
import pms.analytics.encounterfacts.EncounterChange;
import pms.analytics.encounterfacts.EncounterClass;

/** What is counted apart: encounters of one class that started within a span and lasted so many minutes. */
record LengthInSpan(Span span, LocalDate firstDay, EncounterClass encounterClass, long minutes)
        implements Comparable<LengthInSpan> {
    /** Stored by name. */
    enum Span {
        DAY,
        MONTH
    }

    static LengthInSpan onDay(EncounterChange.Finished finished) {
        var on = ClassOnDay.of(finished.start());
        return new LengthInSpan(Span.DAY, on.day(), on.encounterClass(), finished.minutes());
    }

    static LengthInSpan inMonth(EncounterChange.Finished finished) {
        var on = ClassOnDay.of(finished.start());
        return new LengthInSpan(Span.MONTH, on.day().withDayOfMonth(1), on.encounterClass(), finished.minutes());
    }

    /** Written out: a batch of history makes a hundred thousand of these comparisons. */
    @Override
    public int compareTo(LengthInSpan other) {
        var order = span.compareTo(other.span);
        if (order == 0) {
            order = firstDay.compareTo(other.firstDay);
        }
        if (order == 0) {
            order = encounterClass.compareTo(other.encounterClass);
        }
        return order == 0 ? Long.compare(minutes, other.minutes) : order;
    }
}
