package pms.analytics;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The answers over time that a model should lead to, each counted over all that happened, the plain way. */
final class ExpectedSeries {
    private static final List<String> CLASSES = List.of("AMB", "EMER", "IMP");
    private final Model model;

    private record Group(LocalDate bucket, String encounterClass) {}

    ExpectedSeries(Model model) {
        this.model = model;
    }

    /** @param last null for that of the last change */
    List<Map<String, ?>> patients(String bucket, LocalDate from, @Nullable LocalDate last) {
        var days = new TreeSet<LocalDate>();
        model.people.forEach(person -> {
            days.add(day(person.registered));
            addDay(days, person.deactivated);
            addDay(days, person.erased);
        });
        var answer = new ArrayList<Map<String, ?>>();
        var begin = firstOf(bucket, from).isAfter(firstOf(bucket, days.first())) ? from : days.first();
        var end = last == null ? days.last() : last;
        for (var first = firstOf(bucket, begin); !first.isAfter(end); first = next(bucket, first)) {
            var lastOfBucket = next(bucket, first).minusDays(1);
            answer.add(patientsAt(first, last != null && last.isBefore(lastOfBucket) ? last : lastOfBucket));
        }
        return answer;
    }

    private static void addDay(Set<LocalDate> days, @Nullable Instant moment) {
        if (moment != null) {
            days.add(day(moment));
        }
    }

    private Map<String, ?> patientsAt(LocalDate bucket, LocalDate day) {
        long active = 0;
        long deactivated = 0;
        long erased = 0;
        for (var person : model.people) {
            if (happened(person.erased, day)) {
                erased++;
            } else if (happened(person.deactivated, day)) {
                deactivated++;
            } else if (happened(person.registered, day)) {
                active++;
            }
        }
        return row("bucket", bucket, "active", active, "deactivated", deactivated, "merged", 0, "erased", erased);
    }

    private static boolean happened(@Nullable Instant moment, LocalDate upTo) {
        return moment != null && !day(moment).isAfter(upTo);
    }

    Map<String, ?> encounters(String bucket, LocalDate from, LocalDate to) {
        var inRange = model.visits.stream()
                .filter(visit -> isIn(day(visit.start()), from, to))
                .toList();
        var buckets = inRange.stream()
                .collect(Collectors.groupingBy(
                        visit -> new Group(firstOf(bucket, day(visit.start())), visit.encounterClass()),
                        () -> new TreeMap<>(Comparator.comparing(Group::bucket).thenComparing(Group::encounterClass)),
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> row(
                        "bucket",
                        entry.getKey().bucket(),
                        "class",
                        entry.getKey().encounterClass(),
                        "started",
                        entry.getValue().size(),
                        "finished",
                        finished(entry.getValue()).size()))
                .toList();
        var classes = CLASSES.stream()
                .map(one -> {
                    var ofClass = inRange.stream()
                            .filter(visit -> visit.encounterClass().equals(one))
                            .toList();
                    return row(
                            "class",
                            one,
                            "started",
                            ofClass.size(),
                            "finished",
                            finished(ofClass).size(),
                            "lengthOfStay",
                            lengthOfStay(finished(ofClass)));
                })
                .toList();
        return row("buckets", buckets, "classes", classes);
    }

    private static List<Model.Visit> finished(List<Model.Visit> visits) {
        return visits.stream().filter(visit -> visit.end() != null).toList();
    }

    private static Map<String, ?> lengthOfStay(List<Model.Visit> visits) {
        var minutes = visits.stream()
                .mapToLong(
                        visit -> Duration.between(visit.start(), visit.ended()).toMillis() / 60_000)
                .sorted()
                .toArray();
        var mean = minutes.length == 0
                ? 0
                : Math.round(100.0 * LongStream.of(minutes).sum() / minutes.length) / 100.0;
        return row(
                "count",
                minutes.length,
                "meanMinutes",
                mean,
                "medianMinutes",
                percentile(minutes, 50),
                "p90Minutes",
                percentile(minutes, 90));
    }

    /** Nearest rank. */
    static long percentile(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(sorted.length * percent + 99) / 100 - 1];
    }

    Map<String, ?> census(Instant at) {
        var imp = thereAt(at, "IMP");
        var emer = thereAt(at, "EMER");
        return row("at", at, "inHouse", imp + emer, "imp", imp, "emer", emer, "amb", thereAt(at, "AMB"));
    }

    private long thereAt(Instant at, String encounterClass) {
        return model.visits.stream()
                .filter(visit -> visit.encounterClass().equals(encounterClass) && visit.isThereAt(at))
                .count();
    }

    List<Map<String, ?>> census(LocalDate from, LocalDate to, Duration step) {
        var answer = new ArrayList<Map<String, ?>>();
        var end = to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        for (var at = from.atStartOfDay(ZoneOffset.UTC).toInstant(); at.isBefore(end); at = at.plus(step)) {
            answer.add(census(at));
        }
        return answer;
    }

    List<Map<String, ?>> readmissions(String bucket, LocalDate from, LocalDate to, int days) {
        var stays = model.visits.stream()
                .filter(visit -> visit.encounterClass().equals("IMP") && visit.person().erased == null)
                .toList();
        var ended = finished(stays).stream()
                .filter(stay -> isIn(day(stay.ended()), from, to))
                .collect(Collectors.groupingBy(
                        stay -> firstOf(bucket, day(stay.ended())), TreeMap::new, Collectors.toList()));
        return ended.entrySet().stream()
                .<Map<String, ?>>map(entry -> {
                    long readmitted = entry.getValue().stream()
                            .filter(stay -> stays.stream().anyMatch(next -> follows(next, stay, days)))
                            .count();
                    var count = entry.getValue().size();
                    var rate = Math.round(10_000.0 * readmitted / count) / 10_000.0;
                    return row("bucket", entry.getKey(), "ended", count, "readmitted", readmitted, "rate", rate);
                })
                .toList();
    }

    private static boolean follows(Model.Visit next, Model.Visit stay, int days) {
        return next.person() == stay.person()
                && next.start().isAfter(stay.ended())
                && !next.start().isAfter(stay.ended().plus(Duration.ofDays(days)));
    }

    long waiting() {
        return model.people.stream()
                .filter(person -> person.opened == null && person.erased == null)
                .count();
    }

    /** Milliseconds from registration to account, sorted, by bucket. */
    SortedMap<LocalDate, long[]> waits(String bucket) {
        var waits = new TreeMap<LocalDate, long[]>();
        for (var person : model.people) {
            if (person.opened != null) {
                var wait = Duration.between(person.registered, person.opened).toMillis();
                waits.merge(
                        firstOf(bucket, day(person.opened)),
                        new long[] {wait},
                        (some, one) -> LongStream.concat(LongStream.of(some), LongStream.of(one))
                                .toArray());
            }
        }
        waits.values().forEach(Arrays::sort);
        return waits;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static boolean isIn(LocalDate day, LocalDate from, LocalDate to) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    static LocalDate firstOf(String bucket, LocalDate day) {
        return switch (bucket) {
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            default -> day;
        };
    }

    private static LocalDate next(String bucket, LocalDate first) {
        return switch (bucket) {
            case "week" -> first.plusDays(7);
            case "month" -> first.plusMonths(1);
            default -> first.plusDays(1);
        };
    }

    /** Names and values, in this order. */
    private static Map<String, ?> row(Object... cells) {
        var row = new LinkedHashMap<String, Object>();
        for (var place = 0; place < cells.length; place += 2) {
            row.put(cells[place].toString(), cells[place + 1]);
        }
        return row;
    }
}
