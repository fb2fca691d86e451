package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class LagWatchIT {

    private static final LagSettings SOON = new LagSettings(Duration.ofSeconds(1), Duration.ofMillis(200));

    @Test
    void tellsThatNobodyAppliesWhatIsThereAndThatItIsAppliedAgain() {
        try (Bench bench = new Bench("lagging", 2)) {
            LagWatch watch = bench.lag(bench.settings(), SOON);
            watch.start();
            bench.topic.write(0, 1, "a", "entry");
            bench.topic.write(1, 2, "b", "entry");

            await().atMost(Bench.PATIENCE).until(() -> watch.records() == 2 && watch.complaint() != null);
            assertThat(statusOf(watch)).isEqualTo(Status.DOWN);

            bench.start().await(2);
            await().atMost(Bench.PATIENCE).until(() -> watch.records() == 0 && watch.complaint() == null);
            assertThat(statusOf(watch)).isEqualTo(Status.UP);
            watch.stop();
        }
    }

    @Test
    void tellsThatKafkaDoesNotAnswer() {
        try (Bench bench = new Bench("unknown", 1)) {
            LagWatch watch = bench.lag(bench.unreachable(), SOON);
            watch.start();

            await().atMost(Bench.PATIENCE).until(() -> watch.complaint() != null);
            watch.stop();
        }
    }

    private static Status statusOf(LagWatch watch) {
        return new LagHealthIndicator(List.of(watch))
                .health()
                .blockOptional(Bench.PATIENCE)
                .orElseThrow()
                .getStatus();
    }
}
