package pms.gateway.auth.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptSettingsTest {

    private final AttemptSettings settings =
            new AttemptSettings(5, 100, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({"0,0", "5,0", "6,1", "7,2", "8,4", "15,512", "16,900", "1000000,900"})
    void doublesTheWaitUpToTheLongest(int failures, long seconds) {
        assertThat(settings.waitAfter(failures, settings.freePerAccount())).isEqualTo(Duration.ofSeconds(seconds));
    }
}
