package pms.command.leading;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class LeadingFlowTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    private final AtomicInteger tries = new AtomicInteger();

    @AfterEach
    void backToRealTime() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void triesOnceASecondHoweverLongTheDatabaseRefuses() {
        LeadingFlow flow = flow(Mono.error(() -> new R2dbcNonTransientResourceException("refused")));
        flow.start();
        time.advanceTimeBy(Duration.ofHours(1));

        assertTriesWithin(Duration.ofSeconds(1));
        flow.stop();
    }

    @Test
    void waitsForAConnectionForSecondsAlone() {
        LeadingFlow flow = flow(Mono.never());
        flow.start();
        time.advanceTimeBy(Duration.ofHours(1));

        assertTriesWithin(Duration.ofSeconds(3));
        flow.stop();
    }

    private void assertTriesWithin(Duration longest) {
        for (int i = 0; i < 20; i++) {
            int before = tries.get();
            time.advanceTimeBy(longest);
            assertThat(tries.get()).isGreaterThan(before);
        }
    }

    private LeadingFlow flow(Mono<Connection> connection) {
        return new LeadingFlow("name", new Lease(new Away(connection)), tenure -> Flux.never());
    }

    private final class Away implements ConnectionFactory {
        private final Mono<Connection> connection;

        Away(Mono<Connection> connection) {
            this.connection = connection;
        }

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.defer(() -> {
                tries.incrementAndGet();
                return connection;
            });
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "none";
        }
    }
}
