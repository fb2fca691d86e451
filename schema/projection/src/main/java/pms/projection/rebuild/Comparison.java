package pms.projection.rebuild;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Result;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import pms.projection.Projection;
import pms.projection.ViewDefinition;
import pms.projection.generation.Generation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hashes what the views of two generations say, in one snapshot: of each row the MD5 of its text, summed up without an
 * order, as two numbers of 64 bits; and the number of rows.
 */
final class Comparison {

    private final Projection projection;

    Comparison(Projection projection) {
        this.projection = projection;
    }

    /** The snapshot in which a connection sees the database from now on, until {@link #close}. */
    static Mono<Void> open(Connection connection) {
        return Mono.from(connection.setTransactionIsolationLevel(IsolationLevel.REPEATABLE_READ))
                .then(Mono.from(connection.beginTransaction()))
                .then(execute(connection, "select 1"));
    }

    static Mono<Void> close(Connection connection) {
        return Mono.from(connection.rollbackTransaction());
    }

    /** Of those views that both generations keep up and that are of the same definition, and their bases. */
    Mono<List<Compared>> of(Connection connection, Generation live, Generation built) {
        return Flux.fromIterable(projection.views())
                .filter(view -> Objects.equals(
                        live.views().get(view.name()), built.views().get(view.name())))
                .filter(view -> live.views().containsKey(view.name()))
                .concatMap(view -> hash(connection, live.schema(), view)
                        .flatMap(before -> hash(connection, built.schema(), view)
                                .map(after -> new Compared(view.name(), before, after))))
                .collectList()
                .checkpoint("comparing two generations");
    }

    private static Mono<String> hash(Connection connection, String schema, ViewDefinition view) {
        return execute(connection, "set local search_path = " + schema + ", public")
                .thenMany(Flux.fromIterable(view.content().entrySet()).concatMap(table -> hash(connection, table)))
                .collectList()
                .map(hashes -> String.join(" ", hashes));
    }

    private static Mono<String> hash(Connection connection, Map.Entry<String, String> table) {
        String sql = """
                select count(*) || '-' || mod(coalesce(sum(('x' || left(h, 16))::bit(64)::bigint::numeric), 0), 2 ^ 64::numeric)
                                || '-' || mod(coalesce(sum(('x' || right(h, 16))::bit(64)::bigint::numeric), 0), 2 ^ 64::numeric)
                  from (select md5(content::text) h from (%s) content) hashed
                """.formatted(table.getValue());
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, String.class))))
                .next()
                .map(hash -> table.getKey() + ":" + hash);
    }

    private static Mono<Void> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }
}
