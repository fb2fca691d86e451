package pms.analytics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import pms.schema.patient.v1.Gender;

/** Makes histories of many patients, mixed at random but in order for each patient; the same for the same seed. */
final class RandomHistory {
    private static final List<String> REGIONS = List.of("", "North", "South", "East", "West", "Überlingen");
    private static final List<Gender> GENDERS = Stream.of(Gender.values())
            .filter(gender -> gender != Gender.UNRECOGNIZED)
            .toList();
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 11, 20);
    private static final int DAYS = 120;

    private final Random random;
    private final RandomStays stays;

    RandomHistory(long seed) {
        this.random = new Random(seed);
        this.stays = new RandomStays(random);
    }

    List<PatientEvent> ofPatients(int count) {
        var lives = new ArrayList<List<PatientEvent>>();
        for (var i = 0; i < count; i++) {
            lives.add(life(new UUID(random.nextLong(), random.nextLong())));
        }
        return mix(lives);
    }

    private List<PatientEvent> life(UUID patientId) {
        var life = new ArrayList<PatientEvent>();
        life.add(new PatientEvent.Registered(patientId, facts()));
        for (var changes = random.nextInt(4); changes > 0; changes--) {
            life.add(new PatientEvent.Amended(patientId, facts()));
        }
        if (random.nextInt(4) == 0) {
            life.add(new PatientEvent.Deactivated(patientId));
        }
        if (random.nextInt(5) > 0) {
            life.add(1 + random.nextInt(life.size()), new PatientEvent.AccountOpened(patientId));
        }
        stays.addTo(life, patientId);
        if (random.nextInt(3) == 0) {
            erase(patientId, life);
        }
        return life;
    }

    /** At the end, or so early that what is written later comes after it. */
    private void erase(UUID patientId, List<PatientEvent> life) {
        var place = random.nextInt(4) == 0 ? 1 + random.nextInt(life.size()) : life.size();
        life.add(place, new PatientEvent.Erased(patientId));
        life.add(new PatientEvent.AccountClosed(patientId));
    }

    private PatientEvent.OpenFacts facts() {
        return new PatientEvent.OpenFacts(
                1900 + random.nextInt(130),
                GENDERS.get(random.nextInt(GENDERS.size())),
                REGIONS.get(random.nextInt(REGIONS.size())),
                FIRST_DAY.plusDays(random.nextInt(DAYS)));
    }

    /** In an order of its own over all patients, and the given one for each. */
    List<PatientEvent> mixedAgain(List<PatientEvent> history) {
        var lives = new LinkedHashMap<UUID, List<PatientEvent>>();
        history.forEach(event -> lives.computeIfAbsent(event.patientId(), id -> new ArrayList<>())
                .add(event));
        return mix(List.copyOf(lives.values()));
    }

    private List<PatientEvent> mix(List<List<PatientEvent>> lives) {
        var mixed = new ArrayList<PatientEvent>();
        var open = new ArrayList<>(lives);
        while (!open.isEmpty()) {
            var index = random.nextInt(Math.min(open.size(), 10));
            mixed.add(open.get(index).removeFirst());
            if (open.get(index).isEmpty()) {
                open.remove(index);
            }
        }
        return mixed;
    }
}
