package pms.command.eventstore;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One connection outside any pool, opened when it is needed and again after it was dropped; for one user at a time. */
final class DedicatedConnection {

    private static final Duration MAX_CLOSE = Duration.ofSeconds(1);

    private final ConnectionFactory factory;
    private final Duration timeout;
    private volatile @Nullable Connection current;

    DedicatedConnection(ConnectionFactory factory, Duration timeout) {
        this.factory = factory;
        this.timeout = timeout;
    }

    Mono<Connection> open() {
        Connection open = current;
        return open == null
                ? connect()
                : Mono.from(open.validate(ValidationDepth.LOCAL)).flatMap(this::reuse);
    }

    /** What is sent on a connection known to be dead would count as maybe stored. */
    private Mono<Connection> reuse(boolean alive) {
        Connection open = current;
        return alive && open != null ? Mono.just(open) : drop().then(Mono.defer(this::connect));
    }

    /** Closes the connection without waiting for what runs on it; never fails. */
    Mono<Void> drop() {
        Connection dropped = current;
        current = null;
        return dropped == null
                ? Mono.empty()
                : Mono.from(dropped.close()).timeout(MAX_CLOSE).onErrorComplete();
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
