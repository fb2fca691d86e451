package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long END = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int[] PRECISIONS = {1, 1_000, 1_000_000, 1_000_000_000};

    @Test
    void readsWhatAnInstantPrints() {
        var random = new Random(3);
        for (int count = 0; count < 20_000; count++) {
            int precision = PRECISIONS[count % PRECISIONS.length];
            var instant = Instant.ofEpochSecond(
                    random.nextLong(FIRST, END), random.nextLong(1_000_000_000) / precision * precision);
            assertThat(UtcTime.parse(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T00:00:00.1Z",
                "2024-02-29T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2024-02-29T10:00:00+01:00",
                "2024-02-29t10:00:00z",
                "2024-02-29T10:00:00.Z",
                "+12024-02-29T10:00:00Z",
                "-0001-02-28T10:00:00Z"
            })
    void readsEveryShapeAsAnInstantDoes(String text) {
        assertThat(UtcTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2024-02-30T10:00:00Z",
                "2024-13-01T10:00:00Z",
                "2024-02-29T25:00:00Z",
                "2024-02-29T10:60:00Z",
                "2024-02-29T10:00:61Z",
                "2024-02-29 10:00:00Z",
                "2024-02-29T10:00:00.0123456789Z",
                "2024-02-29T10:00:00",
                "2024-02-29T1\u0660:00:00Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> UtcTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
