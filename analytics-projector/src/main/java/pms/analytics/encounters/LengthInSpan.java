package pms.analytics.encounters;

import java.time.LocalDate;
import java.util.Comparator;
import pms.analytics.encounterfacts.EncounterChange;
import pms.analytics.encounterfacts.EncounterClass;

/** What is counted apart: encounters of one class that started within a span and lasted so many minutes. */
record LengthInSpan(Span span, LocalDate firstDay, EncounterClass encounterClass, long minutes)
        implements Comparable<LengthInSpan> {
    private static final Comparator<LengthInSpan> ORDER = Comparator.comparing(LengthInSpan::span)
            .thenComparing(LengthInSpan::firstDay)
            .thenComparing(LengthInSpan::encounterClass)
            .thenComparingLong(LengthInSpan::minutes);

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

    @Override
    public int compareTo(LengthInSpan other) {
        return ORDER.compare(this, other);
    }
}
