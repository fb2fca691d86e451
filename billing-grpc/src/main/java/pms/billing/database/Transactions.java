package pms.billing.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs work on a connection of the pool and gives the connection back, whatever happens. */
@Component
public class Transactions {
    private final ConnectionPool pool;

    Transactions(ConnectionPool pool) {
        this.pool = pool;
    }

    /**
     * Runs the work in one transaction: committed before the value is emitted. On error and on cancellation the pool
     * rolls back what is open when it takes the connection back. The commit is part of the work, so that its failure
     * comes out as it is: the outcome is then unknown. Cold.
     */
    public <T> Mono<T> inTransaction(Function<Connection, Mono<T>> work) {
        return Mono.usingWhen(pool.create(), connection -> committed(connection, work), Connection::close);
    }

    private static <T> Mono<T> committed(Connection connection, Function<Connection, Mono<T>> work) {
        return Mono.from(connection.beginTransaction())
                .then(Mono.defer(() -> work.apply(connection)))
                .delayUntil(value -> connection.commitTransaction());
    }

    /** Runs statements that need no common transaction. Holds the connection until the result is whole. Cold. */
    public <T> Flux<T> onConnection(Function<Connection, Flux<T>> work) {
        return Flux.usingWhen(pool.create(), work, Connection::close);
    }
}
