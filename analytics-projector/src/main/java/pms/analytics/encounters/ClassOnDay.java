package pms.analytics.encounters;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import pms.analytics.encounterfacts.EncounterClass;
import pms.analytics.encounterfacts.EncounterStart;

/** What is counted apart: a class and the day of UTC on which the encounters started. */
record ClassOnDay(LocalDate day, EncounterClass encounterClass) implements Comparable<ClassOnDay> {
    private static final Comparator<ClassOnDay> ORDER =
            Comparator.comparing(ClassOnDay::day).thenComparing(ClassOnDay::encounterClass);

    static ClassOnDay of(EncounterStart start) {
        return new ClassOnDay(start.startedAt().atZone(ZoneOffset.UTC).toLocalDate(), start.encounterClass());
    }

    @Override
    public int compareTo(ClassOnDay other) {
        return ORDER.compare(this, other);
    }
}
