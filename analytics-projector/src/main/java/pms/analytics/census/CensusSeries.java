package pms.analytics.census;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import pms.analytics.encounterfacts.EncounterClass;
import pms.analytics.web.Table;

/** Who was in the house at the beginning of each hour or day, the oldest first. */
record CensusSeries(@JsonValue List<Census> moments) implements Table {
    /** What changed up to a moment, since the one before. */
    record Change(Instant upTo, EncounterClass encounterClass, long by) {}

    /** @param changes of each moment, and all before the first as those of the first */
    static CensusSeries of(CensusRange range, List<Change> changes) {
        SortedMap<Instant, Map<EncounterClass, Long>> byMoment = new TreeMap<>();
        changes.forEach(change -> byMoment.computeIfAbsent(change.upTo(), moment -> new EnumMap<>(EncounterClass.class))
                .merge(change.encounterClass(), change.by(), Long::sum));
        var counts = new EnumMap<EncounterClass, Long>(EncounterClass.class);
        var moments = new ArrayList<Census>();
        for (var at = range.first(); !at.isAfter(range.last()); at = at.plus(range.step())) {
            byMoment.getOrDefault(at, Map.of()).forEach((one, by) -> counts.merge(one, by, Long::sum));
            moments.add(Census.of(at, counts));
        }
        return new CensusSeries(List.copyOf(moments));
    }

    @Override
    public List<String> header() {
        return Census.HEADER;
    }

    @Override
    public Stream<List<?>> rows() {
        return moments.stream().map(Census::row);
    }
}
