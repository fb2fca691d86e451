package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The tables are copied, as a dump does it, into another database: positions mean the same there. */
class DumpAndRestoreIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> TABLES = List.of("event", "event_tag", "event_type_block", "event_head");
    private static final int EVENTS = 300;

    private StoreDatabase oldDatabase;
    private StoreDatabase newDatabase;
    private PostgresEventStore oldStore;

    @BeforeEach
    void start() {
        oldDatabase = StoreDatabase.create();
        newDatabase = StoreDatabase.create();
        oldStore = oldDatabase.startStore();
    }

    @AfterEach
    void stop() {
        oldStore.close().block(LIMIT);
        oldDatabase.close();
        newDatabase.close();
    }

    @Test
    void readersGoOnWhereTheyWereAndAppendsGoOnWithoutAGap() throws SQLException, IOException {
        append(oldStore, EVENTS);
        NewEvent known = Events.event("known");
        Appended first = append(oldStore, known);
        List<StoredEvent> before = read(oldStore, 0);
        long halfway = 123;

        restore(dump());
        PostgresEventStore newStore = newDatabase.startStore();
        Mono<List<StoredEvent>> reader =
                newStore.tail(halfway).take(EVENTS + 3 - halfway).collectList().cache();
        Mono<List<StoredEvent>> someReader = newStore.tail(Criteria.anyTagOf("known"), 7)
                .take(2)
                .collectList()
                .cache();
        Mono.when(reader, someReader)
                .and(Mono.defer(() -> newStore.append(List.of(known), AppendCondition.none()))
                        .doOnNext(again ->
                                assertThat(again).as("not written twice").isEqualTo(first))
                        .then(Mono.defer(() -> newStore.append(
                                List.of(Events.event("known"), Events.event()),
                                new AppendCondition(Criteria.anyTagOf("known"), first.lastPosition()))))
                        .doOnNext(next ->
                                assertThat(next.firstPosition()).as("no gap").isEqualTo(first.lastPosition() + 1)))
                .block(LIMIT);

        List<StoredEvent> after = read(newStore, 0);
        assertThat(after).hasSize(EVENTS + 3).startsWith(before.toArray(StoredEvent[]::new));
        assertThat(after).extracting(StoredEvent::recordedAt).isSorted();
        assertThat(reader.block(LIMIT)).isEqualTo(after.subList((int) halfway, after.size()));
        assertThat(someReader.block(LIMIT)).isEqualTo(after.subList(EVENTS, EVENTS + 2));
        StepVerifier.create(newStore.append(
                        List.of(Events.event()), new AppendCondition(Criteria.anyTagOf("known"), first.lastPosition())))
                .verifyError(AppendConflict.class);
        newStore.close().block(LIMIT);
    }

    @Test
    void aDumpTakenWhileOthersAppendIsTheBeginningOfTheLog() throws SQLException, IOException {
        append(oldStore, EVENTS);
        Mono<Void> appending = Flux.range(0, 2 * EVENTS)
                .flatMap(n -> oldStore.append(List.of(Events.event("t")), AppendCondition.none()), 4)
                .then();
        var appended = appending.toFuture();
        restore(dump());
        appended.join();

        PostgresEventStore newStore = newDatabase.startStore();
        List<StoredEvent> restored = read(newStore, 0);
        assertThat(restored).hasSizeBetween(EVENTS, 3 * EVENTS);
        assertThat(read(oldStore, 0)).startsWith(restored.toArray(StoredEvent[]::new));
        assertThat(append(newStore, Events.event()).firstPosition()).isEqualTo(restored.size() + 1L);
        newStore.close().block(LIMIT);
    }

    /** All tables as of one moment. */
    private Map<String, byte[]> dump() throws SQLException, IOException {
        Map<String, byte[]> dump = new LinkedHashMap<>();
        try (Connection connection = connect(oldDatabase);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read, read only");
            for (String table : TABLES) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", out);
                dump.put(table, out.toByteArray());
            }
            connection.rollback();
        }
        return dump;
    }

    private void restore(Map<String, byte[]> dump) throws SQLException, IOException {
        newDatabase.execute("delete from event_head");
        try (Connection connection = connect(newDatabase)) {
            for (Map.Entry<String, byte[]> table : dump.entrySet()) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table.getKey() + " from stdin", new ByteArrayInputStream(table.getValue()));
            }
        }
    }

    private static Connection connect(StoreDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.password());
    }

    private static void append(EventStore store, int events) {
        Flux.range(0, events)
                .flatMap(n -> store.append(List.of(Events.event("t", "n:" + n)), AppendCondition.none()), events)
                .then()
                .block(LIMIT);
    }

    private static Appended append(EventStore store, NewEvent event) {
        return store.append(List.of(event), AppendCondition.none())
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    private static List<StoredEvent> read(EventStore store, long after) {
        return store.read(Criteria.everything(), after)
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow();
    }
}
