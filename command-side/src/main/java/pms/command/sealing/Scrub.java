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
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
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
 * quiet hour. Several wishes become one scrub; one that a stop interrupted is due at the next start. What the role is not
 * allowed to do is left out, and said once.
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
    private static final String LOCK_PATIENCE = "set lock_timeout = '2s'";

    private static final String DUE = "select coalesce(max(id), 0) from keys.scrub_due";

    /** A number of a transaction younger than what was deleted. */
    private static final String MARK = "select pg_current_xact_id()::text::bigint";

    /** A table that is written anew still gets the deleted rows that an older snapshot may see. */
    private static final String OLDER_SNAPSHOTS = """
            select count(*) from pg_stat_activity a
             where a.datname = current_database() and a.pid <> pg_backend_pid() and a.backend_xmin is not null
               and age(a.backend_xmin) > age(""";

    private final ConnectionFactory connections;
    private final List<String> tables;
    private final ScrubProperties properties;
    private final Clock clock;
    private final Sinks.Many<Boolean> wishes = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Disposable running;
    private volatile boolean refusalSaid;

    /**
     * A scrub that does not run yet.
     *
     * @param connections not of a pool: a scrub changes settings of its connection
     * @param tables with their schemas, as SQL
     */
    Scrub(ConnectionFactory connections, List<String> tables, ScrubProperties properties, Clock clock) {
        this.connections = connections;
        this.tables = tables;
        this.properties = properties;
        this.clock = clock;
    }

    /** Something was deleted that must leave no trace, and noted as due with the same commit. */
    void soon() {
        wishes.emitNext(true, Sinks.EmitFailureHandler.busyLooping(GATHERING));
    }

    @Override
    public void start() {
        running = wishes.asFlux()
                .startWith(true) // what a stop interrupted
                .onBackpressureLatest()
                .concatMap(wish -> Mono.delay(GATHERING).then(whenItSuits()), 0)
                .subscribe();
    }

    /** Never fails: goes on until nothing is due. */
    private Mono<Void> whenItSuits() {
        return number(DUE)
                .filter(last -> last > 0)
                .flatMap(last -> number(MARK).flatMap(mark -> quietEnough().then(scrubbed(mark, last))))
                .retryWhen(untilItWorks())
                .checkpoint("scrub");
    }

    /** Tried again by itself: who has waited for the quiet hour does not wait for the next. */
    private Mono<Void> scrubbed(long mark, long last) {
        return Mono.defer(() -> noOlderSnapshot(mark))
                .then(Mono.defer(this::scrub))
                .then(Mono.defer(() -> strikeOff(last)))
                .retryWhen(untilItWorks());
    }

    private static Retry untilItWorks() {
        return Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .doBeforeRetry(retry -> LOG.warn(
                        "Deleted rows are not scrubbed yet: {}", retry.failure().toString()));
    }

    private Mono<Void> strikeOff(long last) {
        return onConnection(connection -> execute(connection, "delete from keys.scrub_due where id <= " + last))
                .then();
    }

    private Mono<Void> quietEnough() {
        String sizes = tables.stream()
                .map(table -> "pg_total_relation_size('" + table + "')")
                .collect(Collectors.joining(" + "));
        return number("select " + sizes)
                .filter(size -> size > properties.atOnceBelow().toBytes())
                .flatMap(large -> Mono.delay(untilQuiet()))
                .then();
    }

    private Mono<Void> noOlderSnapshot(long mark) {
        return Mono.defer(() -> number(OLDER_SNAPSHOTS + "'" + mark + "'::xid8::xid)"))
                .filter(older -> older == 0)
                .repeatWhenEmpty(Integer.MAX_VALUE, tries -> tries.delayElements(FIRST_PAUSE))
                .then();
    }

    private Mono<Void> scrub() {
        return Flux.fromIterable(tables)
                .concatMap(table -> run("vacuum full " + table))
                .thenMany(run("select pg_switch_wal()"))
                .thenMany(run("checkpoint"))
                .then();
    }

    private Mono<Void> run(String sql) {
        return onConnection(connection -> execute(connection, LOCK_PATIENCE).thenMany(execute(connection, sql)))
                .timeout(LONGEST_RUN)
                .then()
                .onErrorResume(Scrub::isRefused, this::reportRefusal);
    }

    private Mono<Long> number(String sql) {
        return onConnection(connection -> Flux.from(
                                connection.createStatement(sql).execute())
                        .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, Long.class)))))
                .next();
    }

    private <T> Flux<T> onConnection(Function<Connection, Flux<T>> use) {
        return Flux.usingWhen(connections.create(), use, Connection::close);
    }

    private static Flux<Long> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute()).concatMap(Result::getRowsUpdated);
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
