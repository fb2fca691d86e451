package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More than fits, and the end. */
class OverloadIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private StoreDatabase database;

    @BeforeEach
    void start() {
        database = StoreDatabase.create();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void refusesAtOnceWhenTooManyAppendsWaitAndAcceptsAgainLater() {
        PostgresEventStore store = database.startStore(Settings.waiting(3, 1_000_000));
        Attempt first;
        Attempt second;
        Attempt third;
        try (HeadLock lock = database.lockHead()) {
            first = append(store, 1);
            lock.awaitWaitingCommit();
            second = append(store, 1);
            third = append(store, 1);
            assertThat(append(store, 1).outcome()).isEqualTo("StoreOverloaded");
        }
        assertThat(List.of(first.outcome(), second.outcome(), third.outcome())).containsExactly("1", "2", "3");
        assertThat(append(store, 1).outcome()).isEqualTo("4");
        store.close().block(LIMIT);
    }

    @Test
    void refusesAtOnceWhenTooManyBytesWait() {
        PostgresEventStore store = database.startStore(Settings.waiting(100, 10_000));
        Attempt first;
        try (HeadLock lock = database.lockHead()) {
            first = append(store, 9_000);
            lock.awaitWaitingCommit();
            assertThat(append(store, 2_000).outcome()).isEqualTo("StoreOverloaded");
        }
        assertThat(first.outcome()).isEqualTo("1");
        assertThat(append(store, 9_000).outcome()).isEqualTo("2");
        store.close().block(LIMIT);
    }

    @Test
    void finishesWhatItAcceptedBeforeItCloses() {
        PostgresEventStore store = database.startStore();
        Attempt first;
        Attempt second;
        CompletableFuture<?> closing;
        Attempt late;
        try (HeadLock lock = database.lockHead()) {
            first = append(store, 1);
            lock.awaitWaitingCommit();
            second = append(store, 1);
            closing = store.close().toFuture();
            late = append(store, 1);
        }
        assertThat(closing).succeedsWithin(LIMIT);
        assertThat(List.of(first.outcome(), second.outcome(), late.outcome())).containsExactly("1", "2", "StoreClosed");
        store.close().block(LIMIT);
        assertThat(database.count("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and query like '%append_events%' and pid <> pg_backend_pid()"))
                .as("its connection is closed")
                .isZero();
    }

    private static Attempt append(PostgresEventStore store, int payloadBytes) {
        return Attempt.start(store.append(
                List.of(new NewEvent(
                        Events.id(), Events.TYPE, "subject", new byte[payloadBytes], Map.of(), Set.of("t"))),
                AppendCondition.none()));
    }
}
