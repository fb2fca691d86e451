package pms.e2e.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The encounters of one caller's patients that are in progress for sure, and some that are finished. Not thread-safe. */
final class OpenEncounters {
    private static final int KEPT = 40;

    /** An encounter of a patient. */
    record Encounter(String patient, String id) {}

    private final Random random;
    private final List<Encounter> open = new ArrayList<>();
    private final List<Encounter> finished = new ArrayList<>();

    OpenEncounters(Random random) {
        this.random = random;
    }

    void started(Encounter encounter) {
        keep(open, encounter);
    }

    void finished(Encounter encounter) {
        keep(finished, encounter);
    }

    /** One that is in progress; from now on nobody knows. */
    Optional<Encounter> takeOpen() {
        return open.isEmpty() ? Optional.empty() : Optional.of(open.remove(random.nextInt(open.size())));
    }

    Optional<Encounter> anyFinished() {
        return finished.isEmpty() ? Optional.empty() : Optional.of(finished.get(random.nextInt(finished.size())));
    }

    /** The patient may be active no more. */
    void forget(@Nullable String patient) {
        open.removeIf(each -> each.patient().equals(patient));
    }

    private void keep(List<Encounter> list, Encounter encounter) {
        if (list.size() >= KEPT) {
            list.remove(random.nextInt(list.size()));
        }
        list.add(encounter);
    }
}
