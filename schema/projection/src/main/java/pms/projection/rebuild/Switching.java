package pms.projection.rebuild;

import java.time.Duration;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.projection.Projection;
import pms.projection.Uninterrupted;
import pms.projection.generation.Generation;
import pms.projection.generation.GenerationStore;
import reactor.core.publisher.Mono;

/**
 * The fence, and what is done behind it: batches of the live generation wait, so that another can be brought to exactly
 * its place, and take over. Readers do not wait for it, but for the moment of the switch.
 *
 * @see <a href="https://www.postgresql.org/docs/18/explicit-locking.html#ADVISORY-LOCKS">Advisory locks</a>
 */
final class Switching {

    /**
     * A statement that names two tables looks them up one after the other, and would find the one in the former generation
     * and the other in the new one if the switch came in between. So the switch waits until nobody has a table of the live
     * generation, and lets nobody begin meanwhile. It gives up each attempt at once, for who waits for a table may have
     * another already; readers wait for that long at most.
     */
    private static final String NOBODY_READS = """
            do $$
            declare
              tables text := (select string_agg(format('%I.%I', schemaname, tablename), ', ' order by tablename)
                                from pg_tables where schemaname = '${schema}');
              until  timestamptz := clock_timestamp() + interval '${patience} milliseconds';
            begin
              perform set_config('lock_timeout', '50ms', true);
              loop
                begin
                  execute 'lock table ' || tables || ' in access exclusive mode';
                  return;
                exception when lock_not_available or deadlock_detected then
                  if clock_timestamp() > until then
                    raise;
                  end if;
                  perform pg_sleep(0.02);
                end;
              end loop;
            end $$
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final GenerationStore generations;
    private final RebuildStore rebuilds;
    private final Projection projection;
    private final Duration patience;

    Switching(
            DatabaseClient database,
            TransactionalOperator transaction,
            GenerationStore generations,
            RebuildStore rebuilds,
            Projection projection,
            Duration patience) {
        this.database = database;
        this.transaction = transaction;
        this.generations = generations;
        this.rebuilds = rebuilds;
        this.projection = projection;
        this.patience = patience;
    }

    /**
     * Subscribes to {@code within} in a transaction that keeps batches of the live generation away. Ends it after the
     * patience, and the database ends it when this instance does nothing for so long.
     */
    <T> Mono<T> fenced(Mono<T> within) {
        return limit("lock_timeout")
                .then(limit("idle_in_transaction_session_timeout"))
                .then(database.sql("select projection_fence($1)")
                        .bind(0, projection.name())
                        .then())
                .then(within)
                .as(transaction::transactional)
                .timeout(patience)
                .as(Uninterrupted::of)
                .checkpoint("fence of the live generation");
    }

    private Mono<Void> limit(String setting) {
        return database.sql("set local " + setting + " = '" + patience.toMillis() + "ms'")
                .then();
    }

    /** Behind the fence, when the generation is where the live one is: it takes over. */
    Mono<Void> takeOver(Rebuild rebuild) {
        return rebuilds.keepRunning(rebuild)
                .then(level(rebuild))
                .then(Mono.defer(generations::live))
                .flatMap(live -> generations.one(rebuild.generation()).flatMap(built -> exchange(live, built)))
                .then(Mono.defer(() -> rebuilds.end(rebuild, Rebuild.State.SWITCHED)));
    }

    /** What must be so by now is looked at once more: a generation that lacks something never gets live. */
    private Mono<Void> level(Rebuild rebuild) {
        return database.sql("""
                        select count(*) from projection_partition l
                          left join projection_partition b
                            on b.projection = $2 and b.topic = l.topic and b.partition = l.partition
                         where l.projection = $1 and l.position <> coalesce(b.position, 0)
                        """)
                .bind(0, projection.name())
                .bind(1, rebuild.progress())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .flatMap(uneven -> uneven == 0
                        ? Mono.empty()
                        : Mono.error(() -> new IllegalStateException("the generations are not level")));
    }

    private Mono<Void> exchange(Generation live, Generation built) {
        String formerSchema = Generation.schema(live.number());
        String formerProgress = Generation.progress(projection.name(), live.number());
        return execute(NOBODY_READS
                        .replace("${schema}", live.schema())
                        .replace("${patience}", Long.toString(patience.toMillis() / 2)))
                .then(execute("alter schema " + live.schema() + " rename to " + formerSchema))
                .then(execute("alter schema " + built.schema() + " rename to " + Generation.LIVE_SCHEMA))
                .then(become(live, Generation.State.FORMER, formerSchema, formerProgress))
                .then(become(built, Generation.State.LIVE, Generation.LIVE_SCHEMA, projection.name()))
                .then(keepPlace(built.progress(), formerProgress))
                .then(rename("projection_held", projection.name(), formerProgress))
                .then(rename("projection_held", built.progress(), projection.name()));
    }

    private Mono<Void> become(Generation generation, Generation.State state, String schema, String progress) {
        return database.sql("""
                        update generation set state = $3, schema = $4, progress = $5, since = now()
                         where projection = $1 and number = $2
                        """)
                .bind(0, projection.name())
                .bind(1, generation.number())
                .bind(2, state.name())
                .bind(3, schema)
                .bind(4, progress)
                .then();
    }

    /** Both are at the same place: the live name keeps its rows, the former generation gets a copy. */
    private Mono<Void> keepPlace(String builtProgress, String formerProgress) {
        return database.sql("delete from projection_partition where projection = $1")
                .bind(0, builtProgress)
                .then()
                .then(database.sql("""
                                insert into projection_partition (projection, topic, partition, next_offset, position, edition)
                                select $2, topic, partition, next_offset, position, edition from projection_partition
                                 where projection = $1
                                """)
                        .bind(0, projection.name())
                        .bind(1, formerProgress)
                        .then());
    }

    private Mono<Void> rename(String table, String from, String to) {
        return database.sql("update " + table + " set projection = $2 where projection = $1")
                .bind(0, from)
                .bind(1, to)
                .then();
    }

    private Mono<Void> execute(String sql) {
        return database.sql(sql).then();
    }
}
