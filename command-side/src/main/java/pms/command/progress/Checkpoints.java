package pms.command.progress;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the position up to which a follower of the log is done with the events. Durable; never goes back. */
@Component
public final class Checkpoints {

    /** Saving each position would cost a commit for each event; a restart repeats what came after the last save. */
    private static final Duration SAVE_AT_MOST_EVERY = Duration.ofMillis(50);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String SAVE = """
            insert into checkpoint as c (name, position) values ($1, $2)
            on conflict (name) do update set position = greatest(c.position, excluded.position)""";

    private final ConnectionFactory connections;

    Checkpoints(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** The position that was saved, 0 when none was. */
    public Mono<Long> load(String name) {
        return all().filter(checkpoint -> checkpoint.name().equals(name))
                .next()
                .map(Checkpoint::position)
                .defaultIfEmpty(0L);
    }

    public Flux<Checkpoint> all() {
        return Flux.usingWhen(connections.create(), Checkpoints::select, Connection::close)
                .timeout(TIMEOUT)
                .checkpoint("load checkpoints");
    }

    /** Saves a position; one below what was saved already changes nothing. */
    public Mono<Void> save(String name, long position) {
        return Mono.usingWhen(connections.create(), connection -> save(connection, name, position), Connection::close)
                .timeout(TIMEOUT)
                .checkpoint("save checkpoint");
    }

    /** Saves the latest position again and again as they come; emits what it has saved. */
    public Flux<Long> saveAsTheyCome(String name, Flux<Long> positions) {
        return positions.onBackpressureLatest().concatMap(position -> saveAndPause(name, position), 0);
    }

    private Flux<Long> saveAndPause(String name, long position) {
        return save(name, position)
                .thenReturn(position)
                .concatWith(Mono.delay(SAVE_AT_MOST_EVERY).then(Mono.empty()));
    }

    private static Flux<Checkpoint> select(Connection connection) {
        return Flux.from(connection
                        .createStatement("select name, position from checkpoint")
                        .execute())
                .concatMap(result -> result.map((row, metadata) -> new Checkpoint(
                        Objects.requireNonNull(row.get(0, String.class)),
                        Objects.requireNonNull(row.get(1, Long.class)))));
    }

    private static Mono<Void> save(Connection connection, String name, long position) {
        return Flux.from(connection
                        .createStatement(SAVE)
                        .bind("$1", name)
                        .bind("$2", position)
                        .execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }

    /**
     * A follower's progress.
     *
     * @param position all events at or below it are done with
     */
    public record Checkpoint(String name, long position) {}
}
