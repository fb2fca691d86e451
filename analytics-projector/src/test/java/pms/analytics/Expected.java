package pms.analytics;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pms.schema.patient.v1.Gender;

/** The answers that a history should lead to, found the plain way: the last facts of each patient, then counted. */
final class Expected {
    private final Map<UUID, PatientEvent.OpenFacts> all = new LinkedHashMap<>();
    private final Map<UUID, PatientEvent.OpenFacts> active = new LinkedHashMap<>();
    private final Set<UUID> erased = new HashSet<>();
    private final long accountsOpened;
    private final long accountsClosed;
    private final int events;
    private final Model model;

    Expected(List<PatientEvent> history) {
        history.forEach(this::add);
        accountsOpened = count(history, PatientEvent.AccountOpened.class);
        accountsClosed = count(history, PatientEvent.AccountClosed.class);
        events = history.size();
        model = Model.of(history);
    }

    private void add(PatientEvent event) {
        switch (event) {
            case PatientEvent.Registered registered -> keep(registered.patientId(), registered.facts());
            case PatientEvent.Amended amended -> keep(amended.patientId(), amended.facts());
            case PatientEvent.Deactivated deactivated -> active.remove(deactivated.patientId());
            case PatientEvent.Erased gone -> {
                active.remove(gone.patientId());
                erased.add(gone.patientId());
            }
            case PatientEvent.AccountOpened opened -> {}
            case PatientEvent.AccountClosed closed -> {}
            case PatientEvent.EncounterStarted started -> {}
            case PatientEvent.EncounterFinished finished -> {}
        }
    }

    private void keep(UUID patientId, PatientEvent.OpenFacts facts) {
        if (!erased.contains(patientId)) {
            all.put(patientId, facts);
            active.put(patientId, facts);
        }
    }

    private static long count(List<PatientEvent> history, Class<? extends PatientEvent> type) {
        return history.stream().filter(type::isInstance).count();
    }

    /** The patients of whom something is kept. */
    Set<UUID> known() {
        var known = new HashSet<>(all.keySet());
        known.removeAll(erased);
        return known;
    }

    Map<String, Object> summary() {
        var summary = new LinkedHashMap<>(counts());
        summary.put("position", events);
        summary.put("updatedAt", EventTopic.timeOf(events).toString());
        return summary;
    }

    /** The summary without the place in the topic. */
    Map<String, Object> counts() {
        return Map.of(
                "patients",
                Map.of("total", all.size(), "active", active.size(), "deactivated", all.size() - active.size()),
                "encounters",
                model.encounterTotals(),
                "accounts",
                Map.of("opened", (int) accountsOpened, "closed", (int) accountsClosed),
                "events",
                events);
    }

    List<Map<String, Object>> registrations(String bucket, LocalDate from, LocalDate to) {
        UnaryOperator<LocalDate> start = switch (bucket) {
            case "week" -> day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day -> day.withDayOfMonth(1);
            default -> day -> day;
        };
        return count(
                        all.values().stream()
                                .map(PatientEvent.OpenFacts::registeredDate)
                                .filter(day -> !day.isBefore(from) && !day.isAfter(to))
                                .toList(),
                        start)
                .entrySet()
                .stream()
                .map(entry -> Map.<String, Object>of("bucket", entry.getKey().toString(), "count", entry.getValue()))
                .toList();
    }

    Map<String, Integer> regions() {
        return count(active.values(), facts -> facts.region().isEmpty() ? "unknown" : facts.region());
    }

    List<Map<String, Object>> ageBands(int year) {
        return IntStream.rangeClosed(0, 10)
                .mapToObj(band -> ageBand(band, year))
                .toList();
    }

    private Map<String, Object> ageBand(int band, int year) {
        var genders = active.values().stream()
                .filter(facts -> bandOf(year - facts.birthYear()) == band)
                .map(facts -> nameOf(facts.gender()))
                .collect(Collectors.toMap(name -> name, name -> 1, Integer::sum, TreeMap::new));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("band", band == 10 ? "100+" : band + "0-" + band + "9");
        List.of("male", "female", "other", "unknown").forEach(name -> answer.put(name, genders.getOrDefault(name, 0)));
        answer.put("total", genders.values().stream().mapToInt(count -> count).sum());
        answer.computeIfPresent("band", (key, name) -> name.equals("00-09") ? "0-9" : name);
        return answer;
    }

    private static int bandOf(int age) {
        return age < 10 ? 0 : age >= 100 ? 10 : age / 10;
    }

    private static String nameOf(Gender gender) {
        return switch (gender) {
            case GENDER_MALE -> "male";
            case GENDER_FEMALE -> "female";
            case GENDER_OTHER -> "other";
            case GENDER_UNKNOWN, GENDER_UNSPECIFIED, UNRECOGNIZED -> "unknown";
        };
    }

    private static <T, G extends Comparable<? super G>> SortedMap<G, Integer> count(
            Collection<T> values, Function<T, G> group) {
        return values.stream().collect(Collectors.toMap(group, value -> 1, Integer::sum, TreeMap::new));
    }
}
