package pms.command.leading;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets one instance at a time do something: who holds an advisory lock of PostgreSQL (13.3.5).
 *
 * <p>The lock ends with its connection, so a dead holder blocks nobody. One that lost its connection without knowing
 * yet may go on for up to {@link #CHECK_EVERY} and {@link #STATEMENT_TIMEOUT} while another has begun: the work must
 * bear that.
 */
public final class Lease {

    private static final Duration TRY_EVERY = Duration.ofMillis(500);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(3);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(5);
    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtextextended($1, 0))";

    private final ConnectionFactory ownConnections;

    /**
     * A maker of leases.
     *
     * @param ownConnections makes a connection each time, not from a pool
     */
    public Lease(ConnectionFactory ownConnections) {
        this.ownConnections = ownConnections;
    }

    /**
     * Waits for the lease, then does the work until it ends, the lease is lost (an error), or the subscriber cancels.
     *
     * @param name all that use the same name exclude each other
     */
    public <T> Flux<T> whileHeld(String name, Publisher<T> work) {
        return Flux.usingWhen(
                        Mono.from(ownConnections.create()).timeout(STATEMENT_TIMEOUT),
                        connection ->
                                lock(connection, name).thenMany(Flux.from(work).takeUntilOther(loss(connection))),
                        Connection::close)
                .checkpoint("lease " + name);
    }

    private static Mono<Boolean> lock(Connection connection, String name) {
        return Flux.from(connection.createStatement(TRY_LOCK).bind("$1", name).execute())
                .concatMap(result -> result.map((row, metadata) -> Boolean.TRUE.equals(row.get(0, Boolean.class))))
                .single()
                .timeout(STATEMENT_TIMEOUT)
                .filter(Boolean::booleanValue)
                .repeatWhenEmpty(Integer.MAX_VALUE, tries -> tries.concatMap(n -> Mono.delay(TRY_EVERY)));
    }

    /** Never completes; fails when the connection, and the lock with it, is gone. */
    private static Mono<Void> loss(Connection connection) {
        return Mono.delay(CHECK_EVERY).then(check(connection)).repeat().then();
    }

    private static Mono<Void> check(Connection connection) {
        return Mono.defer(() -> Flux.from(connection.createStatement("select 1").execute())
                .concatMap(result -> result.map((row, metadata) -> 1))
                .then()
                .timeout(STATEMENT_TIMEOUT));
    }
}
