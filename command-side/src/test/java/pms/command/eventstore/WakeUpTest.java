package pms.command.eventstore;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** The part of it that needs no database. */
class WakeUpTest {

    private final WakeUp wakeUp = new WakeUp(
            new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                    .host("127.0.0.1")
                    .username("nobody")
                    .build()),
            Duration.ofSeconds(1));

    @Test
    void completesOnceTheLogReachesBeyond() {
        wakeUp.advance(5);
        StepVerifier.create(wakeUp.beyond(5))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(10))
                .then(() -> wakeUp.advance(6))
                .verifyComplete();
    }

    @Test
    void completesAtOnceWhenTheLogReachesBeyondAlready() {
        wakeUp.advance(6);
        wakeUp.advance(3);
        StepVerifier.create(wakeUp.beyond(5)).verifyComplete();
        StepVerifier.create(wakeUp.beyond(6)).verifyTimeout(Duration.ofMillis(10));
    }
}
