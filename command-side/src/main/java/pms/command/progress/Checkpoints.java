package pms.command.progress;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import pms.command.leading.Tenure;
import pms.command.leading.TenureEnded;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the position up to which a follower of the log is done with the events. Durable; an instance never sets it back. */
@Component
public final class Checkpoints {

    /** Saving each position would cost a commit for each event; a restart repeats what came after the last save. */
    private static final Duration SAVE_AT_MOST_EVERY = Duration.ofMillis(200);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String SAVE = """
            update checkpoint set position = greatest(position, $3) where name = $1 and term = $2""";

    private final ConnectionFactory connections;

    public Checkpoints(ConnectionFactory connections) {
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

    /**
     * Saves a position; one below what was saved already changes nothing. Fails with {@link TenureEnded} when the turn is
     * another's.
     */
    public Mono<Void> save(Tenure tenure, long position) {
        return Mono.usingWhen(connections.create(), connection -> save(connection, tenure, position), Connection::close)
                .timeout(TIMEOUT)
                .checkpoint("save checkpoint");
    }

    /** Saves the latest position again and again as they come; emits what it has saved. */
    public Flux<Long> saveAsTheyCome(Tenure tenure, Flux<Long> positions) {
        return saveAsTheyCome(positions, position -> save(tenure, position));
    }

    /** As above, for a follower that saves more than the position. */
    public static Flux<Long> saveAsTheyCome(Flux<Long> positions, Function<Long, Mono<Void>> save) {
        return positions.onBackpressureLatest().concatMap(position -> saveAndPause(position, save), 0);
    }

    private static Flux<Long> saveAndPause(long position, Function<Long, Mono<Void>> save) {
        return save.apply(position)
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

    private static Mono<Void> save(Connection connection, Tenure tenure, long position) {
        return Flux.from(connection
                        .createStatement(SAVE)
                        .bind("$1", tenure.name())
                        .bind("$2", tenure.term())
                        .bind("$3", position)
                        .execute())
                .concatMap(Result::getRowsUpdated)
                .single()
                .flatMap(rows -> rows == 1 ? Mono.<Void>empty() : Mono.error(() -> new TenureEnded(tenure)));
    }

    /**
     * A follower's progress.
     *
     * @param position all events at or below it are done with
     */
    public record Checkpoint(String name, long position) {}
}
