package pms.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened, as plain lists that everything can be counted from: nothing here is shared with what is tested. */
final class Model {
    final List<Person> people = new ArrayList<>();
    final List<Visit> visits = new ArrayList<>();

    /** Times of events; null for what did not happen while the patient was known. */
    static final class Person {
        Instant registered = Instant.EPOCH;

        @Nullable
        Instant opened;

        @Nullable
        Instant deactivated;

        @Nullable
        Instant erased;
    }

    /** @param end null while it is open, and when an erasure broke it off */
    record Visit(
            Person person,
            String encounterClass,
            Instant start,
            @Nullable Instant end) {
        Instant ended() {
            return Objects.requireNonNull(end);
        }

        /** The end, or the erasure that broke it off; null while it is open. */
        @Nullable
        Instant leftAt() {
            var erased = person.erased;
            return end != null || erased == null ? end : erased.isBefore(start) ? start : erased;
        }

        boolean isThereAt(Instant at) {
            var left = leftAt();
            return !start.isAfter(at) && (left == null || left.isAfter(at));
        }
    }

    /** From events, the first of which has position 1. */
    static Model of(List<PatientEvent> history) {
        var model = new Model();
        var people = new HashMap<UUID, Person>();
        var open = new HashMap<UUID, PatientEvent.EncounterStarted>();
        for (var index = 0; index < history.size(); index++) {
            model.add(history.get(index), EventTopic.timeOf(index + 1L), people, open);
        }
        open.values().forEach(started -> model.visits.add(visit(people, started, null)));
        return model;
    }

    private void add(
            PatientEvent event, Instant time, Map<UUID, Person> known, Map<UUID, PatientEvent.EncounterStarted> open) {
        if (event instanceof PatientEvent.Registered registered) {
            var person = new Person();
            person.registered = time;
            people.add(person);
            known.put(registered.patientId(), person);
        }
        var person = known.get(event.patientId());
        if (person == null || person.erased != null) {
            return;
        }
        switch (event) {
            case PatientEvent.AccountOpened opened -> person.opened = time;
            case PatientEvent.Deactivated deactivated ->
                person.deactivated = person.deactivated == null ? time : person.deactivated;
            case PatientEvent.Erased erased -> person.erased = time;
            case PatientEvent.EncounterStarted started -> open.put(started.encounterId(), started);
            case PatientEvent.EncounterFinished finished -> {
                open.remove(finished.start().encounterId());
                visits.add(visit(known, finished.start(), finished.endedAt()));
            }
            case PatientEvent.Registered registered -> {}
            case PatientEvent.Amended amended -> {}
            case PatientEvent.AccountClosed closed -> {}
        }
    }

    private static Visit visit(Map<UUID, Person> people, PatientEvent.EncounterStarted start, @Nullable Instant end) {
        return new Visit(
                Objects.requireNonNull(people.get(start.patientId())), start.encounterClass(), start.startedAt(), end);
    }

    /** As the summary has them. */
    Map<String, Object> encounterTotals() {
        return Map.of(
                "started",
                visits.size(),
                "finished",
                (int) visits.stream().filter(visit -> visit.end() != null).count(),
                "inHouse",
                (int) visits.stream()
                        .filter(visit -> Set.of("IMP", "EMER").contains(visit.encounterClass()))
                        .filter(visit -> visit.leftAt() == null)
                        .count());
    }
}
