package pms.analytics.census;

import java.time.Instant;
import java.util.Comparator;
import pms.analytics.encounterfacts.EncounterClass;

/** What is counted apart: who came and went at one moment, of one class. */
record Movement(Instant moment, EncounterClass encounterClass) implements Comparable<Movement> {
    private static final Comparator<Movement> ORDER =
            Comparator.comparing(Movement::moment).thenComparing(Movement::encounterClass);

    /** All that lead to the same midnight, as the moment of that. */
    Movement byMidnight() {
        return new Movement(Midnights.at(Midnights.after(moment)), encounterClass);
    }

    @Override
    public int compareTo(Movement other) {
        return ORDER.compare(this, other);
    }
}
