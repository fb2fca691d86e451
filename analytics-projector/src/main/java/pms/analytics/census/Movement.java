package pms.analytics.census;

import java.time.Instant;
import pms.analytics.encounterfacts.EncounterClass;

/** What is counted apart: who came and went at one moment, of one class. */
record Movement(Instant moment, EncounterClass encounterClass) implements Comparable<Movement> {
    /** All that lead to the same midnight, as the moment of that. */
    Movement byMidnight() {
        return new Movement(Midnights.at(Midnights.after(moment)), encounterClass);
    }

    /** Written out: a batch makes a hundred thousand of these comparisons. */
    @Override
    public int compareTo(Movement other) {
        var order = moment.compareTo(other.moment);
        return order == 0 ? encounterClass.compareTo(other.encounterClass) : order;
    }
}
