package pms.command.leading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import pms.command.progress.Checkpoints;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class LeaseIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Database database = Servers.freshDatabase();
    private final PostgresqlConnectionFactory connections =
            new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                    .host(database.host())
                    .port(database.port())
                    .database(database.name())
                    .username(database.name())
                    .password(database.password())
                    .build());
    private final Lease lease = new Lease(connections);
    private final Lease another = new Lease(connections);
    private final List<String> leading = new CopyOnWriteArrayList<>();

    @BeforeEach
    void makeTheTable() throws IOException, SQLException {
        for (String migration : List.of("V2__checkpoints.sql", "V5__leases.sql")) {
            try (InputStream sql = Lease.class.getResourceAsStream("/db/migration/" + migration)) {
                Servers.execute(
                        database, new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void leadsOneAtATimeAndTheNextWhenTheFirstLetsGo() {
        Disposable first = lead(lease, "first");
        await().atMost(LONG).until(() -> leading.equals(List.of("first")));
        Disposable second = lead(another, "second");
        Disposable other =
                another.whileHeld("other", work("other"), Mono.never()).subscribe();
        await().atMost(LONG).until(() -> leading.contains("other"));
        assertThat(leading).as("the second waits").doesNotContain("second");

        first.dispose();

        await().atMost(LONG).until(() -> leading.contains("second"));
        second.dispose();
        other.dispose();
    }

    @Test
    void failsWhenItsConnectionIsLostAndItsWorkIsCancelled() {
        lease.whileHeld("name", work("cut"), Mono.never())
                .as(StepVerifier::create)
                .then(() -> await().atMost(LONG).until(() -> leading.contains("cut")))
                .then(this::cut)
                .expectError()
                .verify(LONG);
        assertThat(leading).containsExactly("cut", "cut is cancelled");
    }

    @Test
    void endsWithItsWork() {
        lease.whileHeld("name", tenure -> Flux.just(1, 2), Mono.never())
                .as(StepVerifier::create)
                .expectNext(1, 2)
                .verifyComplete();
    }

    @Test
    void endsOnceItHasLetGoWhenItIsToldToStop() {
        Sinks.Empty<Void> stop = Sinks.empty();
        lease.whileHeld("name", work("first"), stop.asMono())
                .as(StepVerifier::create)
                .then(() -> await().atMost(LONG).until(() -> leading.contains("first")))
                .then(() -> stop.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST))
                .expectComplete()
                .verify(LONG);
        assertThat(Servers.number(database, "select count(*) from checkpoint where held_until > now()"))
                .as("the next one need not wait")
                .isZero();

        Sinks.Empty<Void> stopWhileWaiting = Sinks.empty();
        Disposable other = lead(another, "other");
        await().atMost(LONG).until(() -> leading.contains("other"));
        stopWhileWaiting.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        lease.whileHeld("name", work("late"), stopWhileWaiting.asMono())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LONG);
        other.dispose();
        assertThat(leading).doesNotContain("late");
    }

    @Test
    void replacesAHolderThatDoesNotRenewAndRefusesWhatItSavesThen() throws SQLException {
        List<Tenure> tenures = new CopyOnWriteArrayList<>();
        Checkpoints checkpoints = new Checkpoints(connections);
        StepVerifier former = lease.whileHeld(
                        "name",
                        tenure -> Flux.<Integer>never().doOnSubscribe(begun -> tenures.add(tenure)),
                        Mono.never())
                .as(StepVerifier::create)
                .expectErrorSatisfies(
                        error -> assertThat(Exceptions.unwrap(error)).isInstanceOf(TenureEnded.class));
        var ending = Mono.fromRunnable(() -> former.verify(LONG)).subscribeOn(Schedulers.boundedElastic());
        var running = ending.toFuture();
        await().atMost(LONG).until(() -> tenures.size() == 1);
        Tenure first = tenures.getFirst();
        save(checkpoints, first, 7).verifyComplete();

        Disposable next = another.whileHeld(
                        "name",
                        tenure -> Flux.<Integer>never().doOnSubscribe(begun -> tenures.add(tenure)),
                        Mono.never())
                .subscribe();
        // As if it had stood still for so long: its renewals would keep the other out.
        await().atMost(LONG).until(() -> {
            Servers.execute(database, "update checkpoint set held_until = '-infinity' where holder is not null");
            return tenures.stream().anyMatch(tenure -> tenure.term() > first.term());
        });

        Tenure last = tenures.getLast();
        assertThat(last.position()).as("where the former one was").isEqualTo(7);
        save(checkpoints, first, 9).verifyError(TenureEnded.class);
        save(checkpoints, last, 8).verifyComplete();
        assertThat(running).succeedsWithin(LONG);
        next.dispose();
        assertThat(Servers.number(database, "select position from checkpoint")).isEqualTo(8);
    }

    private static StepVerifier.FirstStep<Void> save(Checkpoints checkpoints, Tenure tenure, long position) {
        return checkpoints.save(tenure, position).as(StepVerifier::create);
    }

    private Disposable lead(Lease by, String name) {
        return by.whileHeld("name", work(name), Mono.never()).subscribe();
    }

    private Function<Tenure, Publisher<Integer>> work(String name) {
        return tenure -> Flux.<Integer>never()
                .doOnSubscribe(subscription -> leading.add(name))
                .doOnCancel(() -> leading.add(name + " is cancelled"));
    }

    private void cut() {
        try {
            Servers.cutConnections(database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
