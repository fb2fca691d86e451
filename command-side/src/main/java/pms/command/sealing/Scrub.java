package pms.command.sealing;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Takes out of the database's files what was deleted from a table: PostgreSQL leaves the bytes of a deleted row in its
 * page, also after a vacuum, and in the write-ahead log. Writes the table anew ({@code VACUUM FULL}), begins a new file of
 * the log, and makes a checkpoint, after which the server removes the old ones ({@code wal_recycle=off}).
 *
 * <p>Writing a table anew locks it, about a second for each 100 MB. A small table is scrubbed at once, a large one in the
 * quiet hour. Several wishes become one scrub. What the role is not allowed to do is left out, and said once.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-vacuum.html">VACUUM</a>
 */
final class Scrub implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
    private static final Duration GATHERING = Duration.ofMillis(500);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final String NOT_ALLOWED = "42501";

    private final ConnectionFactory connections;
    private final List<String> tables;
    private final ScrubProperties properties;
    private final Clock clock;
    private final Sinks.Many<Boolean> wishes = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Disposable running;
    private volatile boolean refusalSaid;

    /** @param tables with their schemas, as SQL */
    Scrub(ConnectionFactory connections, List<String> tables, ScrubProperties properties, Clock clock) {
        this.connections = connections;
        this.tables = tables;
        this.properties = properties;
        this.clock = clock;
    }

    /** Something was deleted that must leave no trace. */
    void soon() {
        wishes.emitNext(true, Sinks.EmitFailureHandler.busyLooping(GATHERING));
    }

    @Override
    public void start() {
        running = wishes.asFlux()
                .onBackpressureLatest()
                .concatMap(wish -> Mono.delay(GATHERING).then(whenItSuits()), 0)
                .subscribe();
    }

    /** Never fails: goes on until it is done. */
    private Mono<Void> whenItSuits() {
        return sizeBytes()
                .flatMap(size -> size <= properties.atOnceBelow().toBytes() ? Mono.empty() : Mono.delay(untilQuiet()))
                .then(Mono.defer(this::scrub))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .doBeforeRetry(retry -> LOG.warn(
                                "Deleted rows are not scrubbed yet: {}",
                                retry.failure().toString())))
                .checkpoint("scrub");
    }

    private Mono<Void> scrub() {
        return Flux.fromIterable(tables)
                .concatMap(table -> run("set lock_timeout = '2s'; vacuum full " + table + "; reset lock_timeout"))
                .thenMany(run("select pg_switch_wal()"))
                .thenMany(run("checkpoint"))
                .then();
    }

    private Mono<Void> run(String sql) {
        return Flux.fromArray(sql.split("; "))
                .as(statements -> Flux.usingWhen(
                        connections.create(), connection -> execute(connection, statements), Connection::close))
                .timeout(LONGEST_RUN)
                .then()
                .onErrorResume(Scrub::isRefused, this::reportRefusal);
    }

    private static Flux<Long> execute(Connection connection, Flux<String> statements) {
        return statements.concatMap(
                sql -> Flux.from(connection.createStatement(sql).execute()).concatMap(Result::getRowsUpdated));
    }

    private Mono<Long> sizeBytes() {
        String sum = String.join(
                " + ",
                tables.stream()
                        .map(table -> "pg_total_relation_size('" + table + "')")
                        .toList());
        return Flux.usingWhen(
                        connections.create(),
                        connection -> Flux.from(connection
                                        .createStatement("select " + sum)
                                        .execute())
                                .concatMap(result -> result.map(row -> row.get(0, Long.class))),
                        Connection::close)
                .next();
    }

    private Duration untilQuiet() {
        ZonedDateTime now = ZonedDateTime.now(clock);
        LocalTime quiet = properties.quietTime();
        ZonedDateTime today = now.with(quiet);
        return Duration.between(now, today.isAfter(now) ? today : today.plusDays(1));
    }

    private static boolean isRefused(Throwable error) {
        return error instanceof R2dbcException refused && NOT_ALLOWED.equals(refused.getSqlState());
    }

    private Mono<Void> reportRefusal(Throwable refusal) {
        if (!refusalSaid) {
            refusalSaid = true;
            LOG.warn("Deleted rows may stay in the write-ahead log until it is gone: {}", refusal.getMessage());
        }
        return Mono.empty();
    }

    @Override
    public void stop() {
        Disposable flowing = running;
        running = null;
        if (flowing != null) {
            flowing.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return -1; // before those who wish
    }
}
