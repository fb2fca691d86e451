package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LagTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Lag fresh = Lag.begin(at(0));

    @Test
    void countsWhatIsNotAppliedOverAllPartitions() {
        Lag lag = fresh.look(Map.of(0, 5L), Map.of(0, 7L, 1, 3L), at(1));

        assertThat(lag.records()).isEqualTo(5);
        assertThat(lag.complaint(BOUND, at(1))).isNull();
    }

    @Test
    void complainsOnceWhatWasThereWaitsForTooLong() {
        Lag behind = fresh.look(Map.of(), Map.of(0, 10L), at(1)).look(Map.of(0, 9L), Map.of(0, 1_000L), at(60));

        assertThat(behind.complaint(BOUND, at(60))).isNull();
        assertThat(behind.look(Map.of(0, 9L), Map.of(0, 1_000L), at(62)).complaint(BOUND, at(62)))
                .contains("records wait");
    }

    @Test
    void isContentWithOneThatMovesOnBehindABusyTopic() {
        Lag lag = fresh;
        for (int second = 1; second < 1_000; second += 5) {
            lag = lag.look(Map.of(0, 100L * (second - 30)), Map.of(0, 100L * second), at(second));
            assertThat(lag.complaint(BOUND, at(second))).isNull();
            assertThat(lag.records()).isEqualTo(3_000);
        }
    }

    @Test
    void isContentAgainWhenItWasReached() {
        Lag late = fresh.look(Map.of(), Map.of(0, 10L), at(1)).look(Map.of(0, 1L), Map.of(0, 10L), at(100));
        assertThat(late.complaint(BOUND, at(100))).isNotNull();

        assertThat(late.look(Map.of(0, 10L), Map.of(0, 12L), at(105)).complaint(BOUND, at(105)))
                .isNull();
    }

    @Test
    void complainsWhenNobodyTells() {
        Lag seen = fresh.look(Map.of(0, 10L), Map.of(0, 10L), at(10));

        assertThat(seen.complaint(BOUND, at(70))).isNull();
        assertThat(seen.complaint(BOUND, at(71))).contains("does not tell");
    }

    @Test
    void waitsForNothingThatATopicMadeAnewHasNoLonger() {
        Lag before = fresh.look(Map.of(0, 50L), Map.of(0, 100L), at(1));

        assertThat(before.look(Map.of(0, 4L), Map.of(0, 4L), at(100)).complaint(BOUND, at(100)))
                .isNull();
    }

    private static Duration at(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
