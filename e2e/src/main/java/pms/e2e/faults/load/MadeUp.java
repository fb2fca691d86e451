package pms.e2e.faults.load;

import java.util.List;
import java.util.Random;
import pms.e2e.faults.truth.Said;

/** Synthetic patients, each different from all others of the run. Not thread-safe. */
final class MadeUp {
    private static final List<String> GENDERS = List.of("female", "male", "other", "unknown");
    private static final List<String> REGIONS = List.of("Vermont", "Ohio", "Utah", "Maine", "Iowa");

    private final String prefix;
    private final Random random;
    private long count;

    /** @param prefix no other maker of the run may have it */
    MadeUp(String prefix, Random random) {
        this.prefix = prefix;
        this.random = random;
    }

    Said patient() {
        return new Said(
                name(),
                email(),
                random.nextInt(1, 900) + " Trial Street",
                "%d-%02d-%02d".formatted(random.nextInt(1930, 2020), random.nextInt(1, 13), random.nextInt(1, 29)),
                GENDERS.get(random.nextInt(GENDERS.size())),
                REGIONS.get(random.nextInt(REGIONS.size())));
    }

    String name() {
        return "Made Up " + prefix + " " + ++count;
    }

    String email() {
        return "made-up-" + prefix + "-" + ++count + "@example.org";
    }
}
