package pms.command.eventstore;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import org.awaitility.Awaitility;
import reactor.core.publisher.Mono;

/** Holds the lock that commits wait for, so that what is appended meanwhile comes into one batch. */
final class HeadLock implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(10);

    private static final String WAITING = "select count(*) from pg_stat_activity"
            + " where wait_event_type = 'Lock' and query like '%append_events%' and datname = current_database()";

    private final StoreDatabase database;
    private final PostgresqlConnection connection;

    HeadLock(StoreDatabase database, Mono<PostgresqlConnection> connections) {
        this.database = database;
        connection = connections.blockOptional(LIMIT).orElseThrow();
        connection
                .beginTransaction()
                .thenMany(connection
                        .createStatement("select position from event_head for update")
                        .execute())
                .concatMap(result -> result.map((row, metadata) -> row))
                .then()
                .block(LIMIT);
    }

    /** Until a commit waits for this lock. */
    void awaitWaitingCommit() {
        Awaitility.await().atMost(LIMIT).pollInterval(POLL).until(() -> database.count(WAITING) > 0);
    }

    @Override
    public void close() {
        connection.commitTransaction().then(connection.close()).block(LIMIT);
    }
}
