package pms.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import pms.command.relay.RelayHealthIndicator.Waiting;

class RelayHealthIndicatorTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @Test
    void complainsOnceAnEventWaitsForTooLong() {
        Waiting seen = new Waiting(0, at(0)).look(5, 9, at(10)).look(8, 20, at(50));

        assertThat(seen.isFor(BOUND, at(70))).isFalse();
        assertThat(seen.isFor(BOUND, at(71))).isTrue();
    }

    @Test
    void isContentWithOneThatIsBehindAndMovesOn() {
        Waiting seen = new Waiting(0, at(0));
        for (int second = 1; second < 500; second += 10) {
            seen = seen.look(100L * (second - 20), 100L * second, at(second));
            assertThat(seen.isFor(BOUND, at(second))).isFalse();
        }
    }

    @Test
    void isContentWhenItWasNotAskedForLongAndAllWasPublishedMeanwhile() {
        Waiting seen = new Waiting(0, at(0)).look(5, 9, at(10)).look(500, 501, at(10_000));

        assertThat(seen.isFor(BOUND, at(10_001))).isFalse();
    }

    private static Duration at(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
