package pms.analytics.patients;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import pms.analytics.patientfacts.PatientState;
import pms.analytics.web.Days;
import pms.analytics.web.InvalidParameter;

/** From the changes of each bucket to the counts at its end. */
final class Course {
    private final SortedMap<LocalDate, Map<PatientState, Long>> changes = new TreeMap<>();

    /** Adds what one bucket, by its first day, changed. */
    Course add(LocalDate bucket, PatientState state, long change) {
        changes.computeIfAbsent(bucket, first -> new EnumMap<>(PatientState.class))
                .merge(state, change, Long::sum);
        return this;
    }

    /**
     * The counts of each bucket from the first day on that was asked for, or that there was a patient, to the last one
     * asked for, or that something changed; with a first day behind that, of its bucket alone, where all is as it was.
     * {@link InvalidParameter} when these are too many.
     *
     * @param days with {@link Days#LAST_DAY} when no last day was asked for
     */
    PatientCounts counts(Days days) {
        var buckets = new ArrayList<PatientCounts.AtEnd>();
        if (!changes.isEmpty()) {
            var counts = new EnumMap<PatientState, Long>(PatientState.class);
            var first = later(days.bucket().of(days.from()), changes.firstKey());
            var last = days.to().equals(Days.LAST_DAY)
                    ? later(changes.lastKey(), first)
                    : days.bucket().of(days.to());
            changes.headMap(first).values().forEach(change -> add(change, counts));
            for (var bucket = first;
                    !bucket.isAfter(last);
                    bucket = days.bucket().after(bucket)) {
                add(changes.getOrDefault(bucket, Map.of()), counts);
                buckets.add(PatientCounts.AtEnd.of(bucket, counts));
                Days.bounded(buckets);
            }
        }
        return new PatientCounts(List.copyOf(buckets));
    }

    private static void add(Map<PatientState, Long> change, Map<PatientState, Long> counts) {
        change.forEach((state, by) -> counts.merge(state, by, Long::sum));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
