package pms.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes encounters of one patient that lie close together: they overlap, follow each other at once, or are left open. */
final class RandomStays {
    private static final Instant FIRST = Instant.parse("2025-12-01T00:00:00Z");
    private static final List<String> CLASSES = List.of("AMB", "EMER", "IMP", "IMP");
    private static final int DAYS = 100;
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    private final Random random;

    RandomStays(Random random) {
        this.random = random;
    }

    /** Adds beginnings and ends to a life, behind its first event, each end behind its beginning. */
    void addTo(List<PatientEvent> life, UUID patientId) {
        var ends = new ArrayList<Instant>();
        for (var count = random.nextInt(6); count > 0; count--) {
            var start = new PatientEvent.EncounterStarted(
                    patientId,
                    new UUID(random.nextLong(), random.nextLong()),
                    CLASSES.get(random.nextInt(CLASSES.size())),
                    startedAt(ends));
            var place = 1 + random.nextInt(life.size());
            life.add(place, start);
            if (random.nextInt(6) > 0) {
                var end = start.startedAt().plus(length());
                ends.add(end);
                life.add(place + 1 + random.nextInt(life.size() - place), start.finished(end));
            }
        }
    }

    /** Now and then long ago, at midnight, or when another one ends. */
    private Instant startedAt(List<Instant> ends) {
        var day = FIRST.plus(Duration.ofDays(random.nextInt(DAYS)));
        return switch (random.nextInt(8)) {
            case 0 -> ends.isEmpty() ? day : ends.getLast();
            case 1 -> day;
            case 2 -> day.minus(Duration.ofDays(30_000));
            case 3 -> ends.isEmpty() ? day : ends.getLast().plus(Duration.ofDays(30));
            default -> day.plusMillis(random.nextInt(24 * 60 * 60 * 1000));
        };
    }

    private Duration length() {
        return switch (random.nextInt(5)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofDays(1 + random.nextInt(9));
            case 2 -> Duration.ofMillis(random.nextInt(MINUTES_OF_A_DAY * 60 * 1000));
            default -> Duration.ofMinutes(15L * (1 + random.nextInt(8)));
        };
    }
}
