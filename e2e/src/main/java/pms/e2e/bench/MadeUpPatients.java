package pms.e2e.bench;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Synthetic patients, each different from all others, also from those of other runs. */
final class MadeUpPatients {
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong count = new AtomicLong();

    Map<String, Object> next() {
        long number = count.incrementAndGet();
        return Map.of(
                "name", "Bench " + run + " " + number,
                "email", "bench-" + run + "-" + number + "@example.org",
                "address", number + " Measure Street, Norwich",
                "dateOfBirth", "19" + (10 + number % 90) + "-06-15",
                "registeredDate", "2026-01-15",
                "gender", number % 2 == 0 ? "female" : "male");
    }
}
