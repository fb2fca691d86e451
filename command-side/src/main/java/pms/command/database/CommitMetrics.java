package pms.command.database;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import pms.command.eventstore.CommitWatch;

/** How long commits take, and how many appends share one. */
final class CommitMetrics {

    private CommitMetrics() {}

    static CommitWatch in(MeterRegistry meters) {
        Timer times = Timer.builder("pms.store.commit")
                .description("Commits of the event store")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1))
                .register(meters);
        DistributionSummary appends = DistributionSummary.builder("pms.store.batch")
                .description("Appends that share a commit")
                .register(meters);
        return (shared, took) -> {
            times.record(took);
            appends.record(shared);
        };
    }
}
