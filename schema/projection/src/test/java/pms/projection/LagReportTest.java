package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LagReportTest {

    private final LagReport report = new LagReport("directory");
    private Lag lag = Lag.begin(Duration.ZERO).look(Map.of(0, 0L), Map.of(0, 10L), Duration.ZERO);

    @Test
    void tellsEachMinuteThatRecordsWaitAndOnceThatTheyDoNot() {
        assertThat(look(0, 30)).as("a moment").isFalse();
        assertThat(look(0, 60)).as("for a minute").isTrue();
        assertThat(look(4, 65)).as("told just now").isFalse();
        assertThat(look(8, 119)).isFalse();
        assertThat(look(9, 120)).as("a minute later").isTrue();
        assertThat(look(10, 125)).as("it is over").isTrue();
        assertThat(look(10, 130)).isFalse();
        assertThat(look(10, 500)).isFalse();
    }

    private boolean look(long stored, long second) {
        lag = lag.look(Map.of(0, stored), Map.of(0, 10L), Duration.ofSeconds(second));
        return report.tell(lag);
    }
}
