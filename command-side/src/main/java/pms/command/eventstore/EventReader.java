package pms.command.eventstore;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads pages of events. Each call borrows a connection for one statement. */
final class EventReader {

    /**
     * One statement, thus one snapshot: the events are all that match up to this head. Time and payload come as a number
     * and as text, which cost a fraction of what the driver spends on their own types.
     */
    private static final String PAGE = "select h.position, e.position, e.id, e.type, e.subject,"
            + " (extract(epoch from e.recorded_at) * 1000000)::bigint, encode(e.payload, 'hex'), e.metadata"
            + " from event_head h left join lateral"
            + " read_events($1, $2, $3, least($4, h.position), $5, $6) e on true order by e.position";

    private static final String HEAD = "select position from event_head";
    private static final String BEFORE = "select position_before($1)";

    private final ConnectionFactory connections;
    private final EventStoreSettings settings;

    EventReader(ConnectionFactory connections, EventStoreSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    private record Found(long head, Optional<StoredEvent> event) {}

    /** The matching events behind a position, as many as a page holds, up to another position or the head. */
    Mono<Page> page(Criteria criteria, long after, long upTo) {
        String[] tags = literals(criteria, Criterion::tags);
        String[] types = literals(criteria, Criterion::types);
        return query(connection -> found(connection
                        .createStatement(PAGE)
                        .bind(0, tags)
                        .bind(1, types)
                        .bind(2, after)
                        .bind(3, upTo)
                        .bind(4, settings.maxPageEvents())
                        .bind(5, settings.maxPageBytes())))
                .checkpoint("page of events");
    }

    Mono<Long> head() {
        return query(connection -> number(connection.createStatement(HEAD))).checkpoint("head of the event store");
    }

    Mono<Long> positionBefore(Instant moment) {
        return query(connection -> number(connection.createStatement(BEFORE).bind(0, moment)))
                .checkpoint("position before a moment");
    }

    private <T> Mono<T> query(Function<Connection, Publisher<T>> statement) {
        return Mono.usingWhen(
                        connections.create(), connection -> Mono.from(statement.apply(connection)), Connection::close)
                .timeout(settings.statementTimeout())
                .onErrorMap(SqlFailure::translate);
    }

    private Mono<Page> found(Statement statement) {
        return Flux.from(statement.execute())
                .concatMap(result -> result.map(EventReader::foundIn))
                .collectList()
                .map(this::toPage);
    }

    private static Mono<Long> number(Statement statement) {
        return Mono.from(statement.execute())
                .flatMap(result -> Mono.from(result.map(row -> required(row, 0, Long.class))));
    }

    private Page toPage(List<Found> found) {
        List<StoredEvent> events =
                found.stream().flatMap(row -> row.event().stream()).toList();
        long bytes = events.stream().mapToLong(event -> event.payload().length).sum();
        boolean full = events.size() >= settings.maxPageEvents() || bytes >= settings.maxPageBytes();
        return new Page(events, found.getFirst().head(), !full);
    }

    private static Found foundIn(Readable row) {
        return new Found(
                required(row, 0, Long.class),
                Optional.ofNullable(row.get(1, Long.class)).map(position -> event(position, row)));
    }

    private static StoredEvent event(long position, Readable row) {
        return new StoredEvent(
                position,
                required(row, 2, UUID.class),
                required(row, 3, String.class),
                required(row, 4, String.class),
                Instant.EPOCH.plus(required(row, 5, Long.class), ChronoUnit.MICROS),
                HexFormat.of().parseHex(required(row, 6, String.class)),
                metadata(required(row, 7, String[].class)));
    }

    private static Map<String, String> metadata(String[] flat) {
        Map<String, String> metadata = new HashMap<>();
        for (int i = 0; i < flat.length; i += 2) {
            metadata.put(flat[i], flat[i + 1]);
        }
        return metadata;
    }

    private static String[] literals(Criteria criteria, Function<Criterion, Set<String>> part) {
        return criteria.anyOf().stream()
                .map(criterion -> ArrayLiteral.of(part.apply(criterion)))
                .toArray(String[]::new);
    }

    private static <T> T required(Readable row, int index, Class<T> type) {
        return Objects.requireNonNull(row.get(index, type), () -> "column " + index);
    }
}
