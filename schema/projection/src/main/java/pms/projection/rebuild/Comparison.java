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
 * Hashes what the views of two generations say, in one snapshot: of each row two hashes, by the hash functions
 * of the columns' types, each summed up without an order to 64 bits; and the number of rows. It finds what went wrong, not what
 * somebody forged.
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
                select count(*) || '-' || %s || '-' || %s from (%s) content
                """.formatted(sum(1), sum(2), table.getValue());
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, String.class))))
                .next()
                .map(hash -> table.getKey() + ":" + hash);
    }

    /**
     * The hash of a row is a sum over its columns: were it not hashed again, two rows that exchange the values of a column
     * would have the same sum as before.
     */
    private static String sum(int seed) {
        return "mod(coalesce(sum(hashint8extended(hash_record_extended(content, %1$d), %1$d)), 0), 2 ^ 64::numeric)"
                .formatted(seed);
    }

    private static Mono<Void> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }
}
