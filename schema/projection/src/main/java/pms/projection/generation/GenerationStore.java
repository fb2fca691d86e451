package pms.projection.generation;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.projection.Projection;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The generations of one projection. What changes them runs in the subscriber's transaction. */
public final class GenerationStore {

    private static final String SELECT = """
            select g.number, g.progress, g.schema, g.state, g.since,
                   array(select key from jsonb_each_text(g.views) order by key),
                   array(select value from jsonb_each_text(g.views) order by key)
              from generation g
             where g.projection = $1
            """;

    private final DatabaseClient database;
    private final Projection projection;

    public GenerationStore(DatabaseClient database, Projection projection) {
        this.database = database;
        this.projection = projection;
    }

    /** Empty before the first. */
    public Mono<Generation> live() {
        return select(" and g.state = 'LIVE'").next();
    }

    public Mono<Generation> one(int number) {
        return select(" and g.number = " + number).next();
    }

    /** The latest first. */
    public Flux<Generation> all() {
        return select(" order by g.number desc");
    }

    private Flux<Generation> select(String which) {
        return database.sql(SELECT + which)
                .bind(0, projection.name())
                .map(this::generation)
                .all();
    }

    /**
     * Makes the schema with all tables, and the row of it.
     *
     * @param kept the views that are kept up in it
     */
    public Mono<Void> make(int number, boolean live, Map<String, String> kept) {
        String schema = live ? Generation.LIVE_SCHEMA : Generation.schema(number);
        String progress = live ? projection.name() : Generation.progress(projection.name(), number);
        return execute("create schema " + schema)
                .then(Mono.defer(() -> makeTables(schema)))
                .then(Mono.defer(() -> insert(number, live, schema, progress, kept)));
    }

    private Mono<Void> makeTables(String schema) {
        Map<String, ViewDefinition> definitions = new LinkedHashMap<>();
        projection.views().forEach(view -> definitions.put(view.name(), view));
        return execute("set local search_path = " + schema)
                .thenMany(Flux.fromIterable(definitions.values()).concatMap(view -> execute(view.tables())))
                .then(execute("set local search_path = default"));
    }

    private Mono<Void> insert(int number, boolean live, String schema, String progress, Map<String, String> kept) {
        var views = new TreeMap<>(kept);
        return database.sql("""
                        insert into generation (projection, number, progress, schema, state, views)
                        values ($1, $2, $3, $4, $5, jsonb_object($6::text[], $7::text[]))
                        """)
                .bind(0, projection.name())
                .bind(1, number)
                .bind(2, progress)
                .bind(3, schema)
                .bind(4, live ? "LIVE" : "BUILDING")
                .bind(5, views.keySet().toArray(String[]::new))
                .bind(6, views.values().toArray(String[]::new))
                .then();
    }

    /** Keeps up no longer what this version of the code doesn't know. */
    public Mono<Void> strike(Generation generation, List<String> names) {
        return database.sql("update generation set views = views - $3 where projection = $1 and number = $2")
                .bind(0, projection.name())
                .bind(1, generation.number())
                .bind(2, names.toArray(String[]::new))
                .then();
    }

    /** Drops the schema, its progress and what it holds back. Waits for readers for two seconds at most. */
    public Mono<Void> drop(Generation generation) {
        if (generation.state() == Generation.State.LIVE) {
            return Mono.error(() -> new IllegalArgumentException("the live generation stays"));
        }
        return execute("set local lock_timeout = '2s'")
                .then(execute("drop schema if exists " + generation.schema() + " cascade"))
                .then(forget("projection_partition", generation))
                .then(forget("projection_held", generation))
                .then(database.sql("delete from generation where projection = $1 and number = $2")
                        .bind(0, projection.name())
                        .bind(1, generation.number())
                        .then());
    }

    private Mono<Void> forget(String table, Generation generation) {
        return database.sql("delete from " + table + " where projection = $1")
                .bind(0, generation.progress())
                .then();
    }

    /** Several statements may be in it, which bound ones may not. */
    private Mono<Void> execute(String statements) {
        return database.inConnection(connection -> run(connection, statements));
    }

    private static Mono<Void> run(Connection connection, String statements) {
        return Flux.from(connection.createStatement(statements).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }

    private Generation generation(Readable row) {
        String[] names = present(row.get(5, String[].class));
        String[] digests = present(row.get(6, String[].class));
        Map<String, String> views = new TreeMap<>();
        for (int n = 0; n < names.length; n++) {
            views.put(names[n], digests[n]);
        }
        return new Generation(
                projection.name(),
                present(row.get(0, Integer.class)),
                present(row.get(1, String.class)),
                present(row.get(2, String.class)),
                Generation.State.valueOf(present(row.get(3, String.class))),
                views,
                present(row.get(4, Instant.class)));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
