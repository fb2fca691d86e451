package pms.query.erasure;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import pms.projection.Redacted;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Takes out of the database's files what was deleted from the tables of people: PostgreSQL leaves the bytes of a deleted
 * row in its page, also after a vacuum, and in the write-ahead log. Writes the tables anew ({@code VACUUM FULL}), begins a
 * new file of the log, and makes a checkpoint.
 *
 * <p>Writing a table anew locks it, about a second for each 100 MB: a small one is scrubbed at once, a large one in the
 * quiet hour. Several wishes become one scrub; one that a stop interrupted is due at the next start. What the role is not
 * allowed to do is left out, and said once.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-vacuum.html">VACUUM</a>
 */
final class Scrub implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration EMIT_PATIENCE = Duration.ofSeconds(1);
    private static final String NOT_ALLOWED = "42501";

    private static final String DUE = "select count(*) from scrub_due";
    private static final String OF_ALL_GENERATIONS = """
             from pg_tables where schemaname ~ '^views(_[0-9]+)?$' and tablename in ('patient', 'patient_term')
            """;
    private static final String SIZE = "select coalesce(sum(pg_total_relation_size(format('%I.%I', schemaname,"
            + " tablename)::regclass)), 0)::bigint" + OF_ALL_GENERATIONS;
    private static final String TABLES =
            "select format('vacuum full %I.%I', schemaname, tablename)" + OF_ALL_GENERATIONS + " order by 1";

    /** A table that is written anew still gets the deleted rows that an older snapshot may see. */
    private static final String OLDER_SNAPSHOTS = """
            select count(*) from pg_stat_activity a
             where a.datname = current_database() and a.pid <> pg_backend_pid() and a.backend_xmin is not null
               and exists (
                 select from scrub_due d where age(a.backend_xmin) >= age(d.xmin))
            """;

    private static final String LOCK_PATIENCE = "set lock_timeout = '2s'";
    private static final List<String> LOG_AND_CHECKPOINT = List.of("select pg_switch_wal()", "checkpoint");

    private final ConnectionFactory connections;
    private final ScrubSettings settings;
    private final Clock clock;
    private final Sinks.Many<Boolean> wishes = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Disposable running;
    private volatile boolean refusalSaid;

    /** @param connections not of a pool: a scrub changes settings of its connection */
    Scrub(ConnectionFactory connections, ScrubSettings settings, Clock clock) {
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
    }

    /** Something was deleted, and committed, that must leave no trace. */
    void soon() {
        wishes.emitNext(true, Sinks.EmitFailureHandler.busyLooping(EMIT_PATIENCE));
    }

    @Override
    public void start() {
        running = wishes.asFlux()
                .startWith(true)
                .onBackpressureLatest()
                .concatMap(wish -> Mono.delay(settings.gathering()).then(untilDone()), 0)
                .subscribe();
    }

    /** Never fails: goes on until nothing is due. */
    private Mono<Void> untilDone() {
        return number(DUE)
                .filter(due -> due > 0)
                .flatMap(due -> whenItSuits())
                .retryWhen(untilItWorks())
                .checkpoint("scrub");
    }

    /** Tried again by itself: who has waited for the quiet hour does not wait for the next. */
    private Mono<Void> whenItSuits() {
        return number(SIZE)
                .flatMap(size -> size <= settings.atOnceBelow().toBytes() ? Mono.empty() : Mono.delay(untilQuiet()))
                .then(Mono.defer(() -> number(OLDER_SNAPSHOTS))
                        .flatMap(older -> older == 0 ? scrub() : Mono.<Void>error(() -> new SnapshotInUse()))
                        .retryWhen(untilItWorks()));
    }

    private static Retry untilItWorks() {
        return Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .doBeforeRetry(
                        retry -> LOG.warn("Deleted rows are not scrubbed yet: {}", Redacted.fault(retry.failure())));
    }

    /** What is due is read before and struck off after: what comes meanwhile stays due. */
    private Mono<Void> scrub() {
        return onConnection(connection -> numbers(connection, "select position from scrub_due"))
                .collectList()
                .flatMap(positions -> Flux.concat(
                                tables().concatMap(this::run),
                                Flux.fromIterable(LOG_AND_CHECKPOINT).concatMap(this::run))
                        .then(strikeOff(positions)));
    }

    private Flux<String> tables() {
        return onConnection(connection -> Flux.from(
                                connection.createStatement(TABLES).execute())
                        .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, String.class)))))
                .collectList()
                .flatMapIterable(statements -> statements);
    }

    private Mono<Void> strikeOff(List<Long> positions) {
        return onConnection(connection -> updated(connection
                        .createStatement("delete from scrub_due where position = any($1)")
                        .bind(0, positions.toArray(Long[]::new))))
                .then();
    }

    private Mono<Void> run(String sql) {
        return onConnection(connection -> execute(connection, LOCK_PATIENCE).thenMany(execute(connection, sql)))
                .timeout(LONGEST_RUN)
                .then()
                .onErrorResume(Scrub::isRefused, this::reportRefusal);
    }

    private Mono<Long> number(String sql) {
        return onConnection(connection -> numbers(connection, sql)).next();
    }

    private <T> Flux<T> onConnection(Function<Connection, Flux<T>> use) {
        return Flux.usingWhen(connections.create(), use, Connection::close);
    }

    private static Flux<Long> numbers(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, Long.class))));
    }

    private static Flux<Long> execute(Connection connection, String sql) {
        return updated(connection.createStatement(sql));
    }

    private static Flux<Long> updated(Statement statement) {
        return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated);
    }

    private Duration untilQuiet() {
        ZonedDateTime now = ZonedDateTime.now(clock);
        LocalTime quiet = settings.quietTime();
        ZonedDateTime today = now.with(quiet);
        return Duration.between(now, today.isAfter(now) ? today : today.plusDays(1));
    }

    private static boolean isRefused(Throwable error) {
        return error instanceof R2dbcException refused && NOT_ALLOWED.equals(refused.getSqlState());
    }

    private Mono<Void> reportRefusal(Throwable refusal) {
        if (!refusalSaid) {
            refusalSaid = true;
            LOG.warn(
                    "Deleted rows may stay in the write-ahead log until it is gone: the role may not switch it or make a"
                            + " checkpoint ({})",
                    Redacted.fault(refusal));
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

    /** Passes when that transaction ends. */
    private static final class SnapshotInUse extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SnapshotInUse() {
            super("a transaction that began before the erasure is still open", null, false, false);
        }
    }
}
