package pms.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import pms.gateway.routing.NetworkAddress;

class AllowancesTest {

    private static final Duration PERIOD = Duration.ofSeconds(10);
    private final AtomicLong nanos = new AtomicLong();
    private final Allowances allowances =
            new Allowances(5, new RequestLimits(0, 0, 0, PERIOD, 100), new Settable(nanos));

    @Test
    void takesAsManyAtOnceAsTheLimitAndSaysWhenTheNextWouldBeTaken() {
        takeAll("ada");

        assertThat(allowances.take("ada")).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void takesAgainAsTimeGoes() {
        takeAll("ada");

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(allowances.take("ada")).isZero();
        assertThat(allowances.take("ada")).isPositive();
    }

    @Test
    void countsEachByItself() {
        takeAll("ada");

        assertThat(allowances.take("ben")).isZero();
    }

    @Test
    void countsTheRefusedAsNothing() {
        takeAll("ada");
        for (int i = 0; i < 100; i++) {
            assertThat(allowances.take("ada")).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void roundsUpWhenItSaysWhenToComeBack() {
        assertThat(TooMany.requests(Duration.ofMillis(1)).problem().headers()).containsEntry("Retry-After", "1");
        assertThat(TooMany.requests(Duration.ofMillis(2001)).problem().headers())
                .containsEntry("Retry-After", "3");
        assertThat(TooMany.requests(Duration.ofSeconds(2)).problem().headers()).containsEntry("Retry-After", "2");
    }

    @Test
    void takesTheNetworkOfAnIpv6CustomerForOneAddress() {
        assertThat(NetworkAddress.of("2001:db8:1:2:3:4:5:6")).isEqualTo(NetworkAddress.of("2001:db8:1:2:0:0:0:9"));
        assertThat(NetworkAddress.of("2001:db8:1:2:3:4:5:6")).isNotEqualTo(NetworkAddress.of("2001:db8:1:3:3:4:5:6"));
        assertThat(NetworkAddress.of("192.0.2.1")).isEqualTo("192.0.2.1");
    }

    private void takeAll(String who) {
        for (int i = 0; i < 5; i++) {
            assertThat(allowances.take(who)).isZero();
        }
    }

    private static final class Settable implements TimeMeter {

        private final AtomicLong nanos;

        Settable(AtomicLong nanos) {
            this.nanos = nanos;
        }

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
