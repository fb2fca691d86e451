package pms.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalBoundTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RefusalBound bound = new RefusalBound(10, new Settable(nanos));

    @Test
    void letsTenASecondOnRecordAndCountsTheOthers() {
        assertThat(allowed("", 100)).isEqualTo(10);
        assertThat(bound.leftOff()).isEqualTo(90);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(allowed("", 100)).isEqualTo(10);
        assertThat(bound.leftOff()).as("told, and counted anew").isEqualTo(90);
    }

    @Test
    void boundsEachByItself() {
        allowed("ada@test.com", 100);

        assertThat(allowed("ben@test.com", 1)).isEqualTo(1);
    }

    private long allowed(String which, int times) {
        return IntStream.range(0, times).filter(i -> bound.allows(which)).count();
    }

    private record Settable(AtomicLong nanos) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
