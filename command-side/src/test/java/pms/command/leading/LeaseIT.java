package pms.command.leading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class LeaseIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Database database = Servers.freshDatabase();
    private final Lease lease = new Lease(new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
            .host(database.host())
            .port(database.port())
            .database(database.name())
            .username(database.name())
            .password(database.password())
            .build()));
    private final List<String> leading = new CopyOnWriteArrayList<>();

    @Test
    void leadsOneAtATimeAndTheNextWhenTheFirstLetsGo() {
        Disposable first = lead("first");
        await().atMost(LONG).until(() -> leading.equals(List.of("first")));
        Disposable second = lead("second");
        Disposable other = lease.whileHeld("other", work("other")).subscribe();
        await().atMost(LONG).until(() -> leading.contains("other"));
        assertThat(leading).as("the second waits").doesNotContain("second");

        first.dispose();

        await().atMost(LONG).until(() -> leading.contains("second"));
        second.dispose();
        other.dispose();
    }

    @Test
    void failsWhenItsConnectionIsLost() {
        lease.whileHeld("name", work("cut"))
                .doOnNext(none -> {})
                .as(StepVerifier::create)
                .then(() -> await().atMost(LONG).until(() -> leading.contains("cut")))
                .then(this::cut)
                .expectError()
                .verify(LONG);
    }

    @Test
    void endsWithItsWork() {
        lease.whileHeld("name", Flux.just(1, 2))
                .as(StepVerifier::create)
                .expectNext(1, 2)
                .verifyComplete();
    }

    private Disposable lead(String name) {
        return lease.whileHeld("name", work(name)).subscribe();
    }

    private Flux<Integer> work(String name) {
        return Flux.<Integer>never().doOnSubscribe(subscription -> leading.add(name));
    }

    private void cut() {
        try {
            Servers.cutConnections(database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
