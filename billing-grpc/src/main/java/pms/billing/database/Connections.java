package pms.billing.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Runs work on a connection of the pool and gives the connection back, whatever happens. */
@Component
public class Connections {
    private final ConnectionPool pool;

    Connections(ConnectionPool pool) {
        this.pool = pool;
    }

    /** Runs statements that need no common transaction. Holds the connection until the result is whole. Cold. */
    public <T> Flux<T> onConnection(Function<Connection, Flux<T>> work) {
        return Flux.usingWhen(pool.create(), work, Connection::close);
    }
}
