package pms.projection.rebuild;

import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import pms.projection.Projection;
import pms.projection.RebuildEnded;
import pms.projection.generation.Generation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The rebuilds of one projection. One is running at most. */
final class RebuildStore {

    private static final int MOST = 100;

    private final DatabaseClient database;
    private final String projection;
    private final RebuildRows rows;
    private final JsonMapper json;

    RebuildStore(DatabaseClient database, Projection projection, JsonMapper json) {
        this.database = database;
        this.projection = projection.name();
        this.rows = new RebuildRows(json);
        this.json = json;
    }

    /** Begins the building of a new generation. Fails with {@link RebuildRefusal} while another rebuild is running. */
    Mono<Rebuild> begin(UUID id, String view, Rebuild.Switches switches) {
        return inserted(database.sql("""
                        insert into rebuild as r (id, projection, view, kind, generation, progress, state, phase, switches)
                        select $1, $2, $3, 'REBUILD', n, $2 || '@' || n, 'RUNNING', 'WAITING', $4
                          from (select 1 + greatest(
                                  (select coalesce(max(number), 0) from generation where projection = $2),
                                  (select coalesce(max(generation), 0) from rebuild where projection = $2))) next(n)
                        returning\s""" + RebuildRows.COLUMNS)
                .bind(0, id)
                .bind(1, projection)
                .bind(2, view)
                .bind(3, switches.name()));
    }

    /** Begins the way back. Fails with {@link RebuildRefusal} while another rebuild is running. */
    Mono<Rebuild> beginRollback(UUID id, String view, Generation former) {
        return inserted(database.sql("""
                        insert into rebuild as r (id, projection, view, kind, generation, progress, state, phase, switches)
                        values ($1, $2, $3, 'ROLLBACK', $4, $5, 'RUNNING', 'WAITING', 'IN_ANY_CASE')
                        returning\s""" + RebuildRows.COLUMNS)
                .bind(0, id)
                .bind(1, projection)
                .bind(2, view)
                .bind(3, former.number())
                .bind(4, former.progress()));
    }

    /** Goes on with one that has ended, and switches. Empty when its generation is not there any more. */
    Mono<Rebuild> resumeToSwitch(UUID id) {
        return inserted(database.sql("""
                        update rebuild r set state = 'RUNNING', phase = 'WAITING', switches = 'IN_ANY_CASE', attempts = 0,
                               run_at = null, ended_at = null, updated_at = now()
                         where id = $1 and projection = $2 and state in ('BUILT', 'DIFFERENT')
                           and exists (select from generation g
                                        where g.projection = $2 and g.number = r.generation and g.state = 'BUILDING')
                        returning\s""" + RebuildRows.COLUMNS).bind(0, id).bind(1, projection));
    }

    private Mono<Rebuild> inserted(GenericExecuteSpec statement) {
        return statement
                .map(rows::rebuild)
                .one()
                .onErrorResume(
                        DuplicateKeyException.class,
                        two -> running().flatMap(other -> Mono.error(RebuildRefusal.running(other.id()))));
    }

    Mono<Rebuild> running() {
        return select("and r.state = 'RUNNING'").next();
    }

    /** Empty when there is none. */
    Mono<Rebuild> one(UUID id) {
        return database.sql("select " + RebuildRows.COLUMNS + " from rebuild r where r.projection = $1 and r.id = $2")
                .bind(0, projection)
                .bind(1, id)
                .map(rows::rebuild)
                .one();
    }

    /** The latest first, 100 at most. */
    Flux<Rebuild> all() {
        return select("order by r.created_at desc, r.id limit " + MOST);
    }

    private Flux<Rebuild> select(String which) {
        return database.sql("select " + RebuildRows.COLUMNS + " from rebuild r where r.projection = $1 " + which)
                .bind(0, projection)
                .map(rows::rebuild)
                .all();
    }

    /** An instance begins to work at it. Fails with {@link RebuildEnded} when it is not running any more. */
    Mono<Void> run(Rebuild rebuild) {
        return running(rebuild, "run_at = clock_timestamp(), run_from = done");
    }

    Mono<Void> enter(Rebuild rebuild, Rebuild.Phase phase) {
        return running(rebuild, "phase = '" + phase + "'");
    }

    /** @param behind so many events are to be applied still, about */
    Mono<Void> expect(Rebuild rebuild, long behind) {
        return running(rebuild, "total = done + " + behind);
    }

    Mono<Void> compared(Rebuild rebuild, List<Compared> comparison) {
        return database.sql("""
                        update rebuild set comparison = $2::jsonb, updated_at = clock_timestamp(),
                               held_live = (select count(*) from projection_held where projection = $3),
                               held_built = (select count(*) from projection_held where projection = rebuild.progress)
                         where id = $1 and state = 'RUNNING'
                        """)
                .bind(0, rebuild.id())
                .bind(1, json.writeValueAsString(comparison))
                .bind(2, projection)
                .fetch()
                .rowsUpdated()
                .flatMap(RebuildStore::stillRunning);
    }

    Mono<Void> end(Rebuild rebuild, Rebuild.State state) {
        return running(
                rebuild,
                "state = '%s', phase = 'ENDED', total = greatest(done, total), ended_at = clock_timestamp()"
                        .formatted(state));
    }

    private Mono<Void> running(Rebuild rebuild, String change) {
        return database.sql("update rebuild set " + change
                        + ", updated_at = clock_timestamp() where id = $1 and state = 'RUNNING'")
                .bind(0, rebuild.id())
                .fetch()
                .rowsUpdated()
                .flatMap(RebuildStore::stillRunning);
    }

    private static Mono<Void> stillRunning(long rows) {
        return rows > 0 ? Mono.empty() : Mono.error(RebuildEnded::new);
    }

    /** Until the end of the transaction nobody ends it. Fails with {@link RebuildEnded} when somebody has. */
    Mono<Void> keepRunning(Rebuild rebuild) {
        return database.sql("select true from rebuild where id = $1 and state = 'RUNNING' for update")
                .bind(0, rebuild.id())
                .map(row -> true)
                .one()
                .switchIfEmpty(Mono.error(RebuildEnded::new))
                .then();
    }

    /** Whether it was running. */
    Mono<Boolean> cancel(UUID id) {
        return database.sql("""
                        update rebuild set state = 'CANCELLED', phase = 'ENDED', ended_at = clock_timestamp()
                         where id = $1 and projection = $2 and state = 'RUNNING'
                        """)
                .bind(0, id)
                .bind(1, projection)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Notes that an instance could not go on; after so many times in a row it is given up. */
    Mono<Void> failed(Rebuild rebuild, String why, int mostAttempts) {
        return database.sql("""
                        update rebuild set attempts = attempts + 1, failure = $2, updated_at = clock_timestamp(),
                               state = case when attempts + 1 >= $3 then 'FAILED' else state end,
                               phase = case when attempts + 1 >= $3 then 'ENDED' else phase end,
                               ended_at = case when attempts + 1 >= $3 then clock_timestamp() end
                         where id = $1 and state = 'RUNNING'
                        """)
                .bind(0, rebuild.id())
                .bind(1, why)
                .bind(2, mostAttempts)
                .then();
    }
}
