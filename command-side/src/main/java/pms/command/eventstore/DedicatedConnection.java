package pms.command.eventstore;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One connection outside any pool, opened when it is needed and again after it was dropped; for one user at a time. */
final class DedicatedConnection {

    private final ConnectionFactory factory;
    private final Duration timeout;
    private volatile @Nullable Connection current;

    DedicatedConnection(ConnectionFactory factory, Duration timeout) {
        this.factory = factory;
        this.timeout = timeout;
    }

    Mono<Connection> open() {
        Connection open = current;
        return open != null ? Mono.just(open) : connect();
    }

    /** Closes the connection without waiting for what runs on it; never fails. */
    Mono<Void> drop() {
        Connection dropped = current;
        current = null;
        return dropped == null
                ? Mono.empty()
                : Mono.from(dropped.close()).timeout(timeout).onErrorComplete();
    }

    private Mono<Connection> connect() {
        return Mono.from(factory.create())
                .cast(Connection.class)
                .flatMap(this::limitStatements)
                .timeout(timeout)
                .doOnNext(connection -> current = connection);
    }

    private Mono<Connection> limitStatements(Connection connection) {
        return Mono.from(connection.setStatementTimeout(timeout))
                .thenReturn(connection)
                .onErrorResume(failure -> Mono.from(connection.close()).then(Mono.error(failure)));
    }
}
