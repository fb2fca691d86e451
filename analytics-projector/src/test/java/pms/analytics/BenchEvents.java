package pms.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pms.projection.EventRecord;
import pms.schema.patient.v1.Gender;

/**
 * The life of a hospital with about a thousand encounters a day, for as long as somebody asks: one event in ten registers a
 * patient, with the account behind it, and seven in ten begin or end an encounter.
 */
final class BenchEvents {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(40);
    private static final Gender[] GENDERS = {Gender.GENDER_FEMALE, Gender.GENDER_MALE, Gender.GENDER_OTHER};
    private static final int DAYS_OF_THE_PAST = 1_000;

    private final Random random = new Random(1);
    private final boolean ofThePast;
    private final List<UUID> patients = new ArrayList<>();
    private final Deque<PatientEvent> next = new ArrayDeque<>();
    private final PriorityQueue<PatientEvent.EncounterFinished> due =
            new PriorityQueue<>(Comparator.comparing(PatientEvent.EncounterFinished::endedAt));
    private Instant now = FIRST;
    private long position;

    /** @param ofThePast whether each encounter comes as a whole and of any day, as when a history is loaded */
    BenchEvents(boolean ofThePast) {
        this.ofThePast = ofThePast;
    }

    List<EventRecord> batch(int size) {
        return IntStream.range(0, size).mapToObj(index -> next()).toList();
    }

    private EventRecord next() {
        while (next.isEmpty()) {
            happen();
        }
        position++;
        var event = next.removeFirst();
        var message = event.message();
        return new EventRecord(
                position,
                new UUID(9, position),
                message.getDescriptorForType().getFullName(),
                event.patientId().toString(),
                now.plusMillis(random.nextInt(900)),
                null,
                null,
                message.toByteString());
    }

    private void happen() {
        now = now.plus(STEP);
        var kind = random.nextInt(100);
        if (patients.isEmpty() || kind < 18) {
            register();
        } else if (kind < 26) {
            next.add(new PatientEvent.Amended(anyone(), facts()));
        } else if (kind < 27) {
            next.add(new PatientEvent.Deactivated(anyone()));
        } else {
            start();
        }
        while (!due.isEmpty() && !due.element().endedAt().isAfter(now)) {
            next.add(due.remove());
        }
    }

    private void register() {
        var patientId = new UUID(random.nextLong(), random.nextLong());
        patients.add(patientId);
        Stream.of(new PatientEvent.Registered(patientId, facts()), new PatientEvent.AccountOpened(patientId))
                .forEach(next::add);
    }

    private void start() {
        var kind = random.nextInt(10);
        var minutes =
                kind < 7 ? 10 + random.nextInt(50) : kind < 9 ? 60 + random.nextInt(540) : 720 + random.nextInt(14_000);
        var begun = ofThePast
                ? now.minus(Duration.ofMinutes(random.nextInt(DAYS_OF_THE_PAST * 24 * 60)))
                : now.minusMillis(random.nextInt(40_000));
        var start = new PatientEvent.EncounterStarted(
                anyone(),
                new UUID(random.nextLong(), random.nextLong()),
                kind < 7 ? "AMB" : kind < 9 ? "EMER" : "IMP",
                begun);
        next.add(start);
        var end = start.finished(begun.plus(Duration.ofMinutes(minutes)).plusMillis(random.nextInt(60_000)));
        if (ofThePast) {
            next.add(end);
        } else {
            due.add(end);
        }
    }

    private UUID anyone() {
        return patients.get(random.nextInt(patients.size()));
    }

    private PatientEvent.OpenFacts facts() {
        return new PatientEvent.OpenFacts(
                1930 + random.nextInt(95),
                GENDERS[random.nextInt(GENDERS.length)],
                "Region " + random.nextInt(50),
                LocalDate.ofInstant(now, ZoneOffset.UTC));
    }
}
