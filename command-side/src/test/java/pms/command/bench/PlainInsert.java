package pms.command.bench;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import java.util.Base64;
import pms.command.eventstore.StoreDatabase;
import reactor.core.publisher.Mono;

/** One row of the same size in a table without anything, on one connection: what a durable answer costs at the least. */
final class PlainInsert implements Competitor {

    private final StoreDatabase database = StoreDatabase.create();
    private final PostgresqlConnection connection;

    PlainInsert() {
        Pgbench.createTable(database);
        connection = database.connections()
                .create()
                .blockOptional(Duration.ofSeconds(30))
                .orElseThrow();
    }

    @Override
    public String name() {
        return "a bare insert over r2dbc";
    }

    @Override
    public Mono<Long> append() {
        return connection
                .createStatement("insert into plain (payload) values (decode($1, 'base64'))")
                .bind(0, Base64.getEncoder().encodeToString(Samples.bytes()))
                .execute()
                .flatMap(result -> result.getRowsUpdated())
                .then(Mono.just(1L));
    }

    /** It has one connection. */
    @Override
    public int mostCallers() {
        return 1;
    }

    @Override
    public void close() {
        connection.close().block(Duration.ofSeconds(30));
        database.close();
    }
}
