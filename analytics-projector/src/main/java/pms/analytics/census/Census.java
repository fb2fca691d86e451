package pms.analytics.census;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pms.analytics.encounterfacts.EncounterClass;
import pms.analytics.web.Table;

/**
 * Who is in the house at one moment. An encounter is there from its start on, and at the moment of its end it is not. What
 * is counted are encounters: a patient who has two at a time counts twice.
 *
 * @param inHouse inpatients and emergencies together
 * @param amb ambulatory ones, who are counted apart
 */
record Census(Instant at, long inHouse, long imp, long emer, long amb) implements Table {
    static final List<String> HEADER = List.of("at", "inHouse", "imp", "emer", "amb");

    static Census of(Instant at, Map<EncounterClass, Long> counts) {
        var imp = counts.getOrDefault(EncounterClass.IMP, 0L);
        var emer = counts.getOrDefault(EncounterClass.EMER, 0L);
        return new Census(at, imp + emer, imp, emer, counts.getOrDefault(EncounterClass.AMB, 0L));
    }

    @Override
    public List<String> header() {
        return HEADER;
    }

    @Override
    public Stream<List<?>> rows() {
        return Stream.of(row());
    }

    List<?> row() {
        return List.of(at, inHouse, imp, emer, amb);
    }
}
