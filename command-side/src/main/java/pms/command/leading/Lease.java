package pms.command.leading;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * Lets one instance at a time do something: who renewed last in a row of PostgreSQL, where its progress stands as well.
 *
 * <p>A holder that does not renew for {@link #TERM} is replaced, whether it died, is cut off, or only stands still: an
 * advisory lock would last as long as the connection, and a process that is stopped keeps its connection. One that wakes
 * up may go on until its next renewal ({@link #RENEW_EVERY}) or its next saving fails: the work must bear that two do it
 * for a moment, and it can: what the former one saves is refused, since its term has passed.
 */
public final class Lease {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final Duration TERM = Duration.ofSeconds(3);
    /** With the time that a renewal may take, less than the term: who loses the database stops before another begins. */
    private static final Duration RENEW_EVERY = Duration.ofSeconds(1);

    private static final Duration RENEW_TIMEOUT = Duration.ofMillis(1_500);
    private static final Duration TRY_EVERY = Duration.ofMillis(500);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final ConnectionFactory ownConnections;
    private final String holder = UUID.randomUUID().toString();

    /**
     * A maker of leases for one instance.
     *
     * @param ownConnections makes a connection each time, not from a pool: a renewal must not wait for one
     */
    public Lease(ConnectionFactory ownConnections) {
        this.ownConnections = ownConnections;
    }

    /** How long it takes at most until a holder that stands still is replaced. */
    public static Duration longestVacancy() {
        return TERM.plus(TRY_EVERY);
    }

    /**
     * Waits for the lease, then does the work until it ends, the lease is lost (an error), the subscriber cancels, or
     * {@code stop} completes; then it completes once the lease is let go.
     *
     * @param name all that use the same name exclude each other
     * @param work gets the turn that it is done in
     */
    public <T> Flux<T> whileHeld(String name, Function<Tenure, Publisher<T>> work, Mono<Void> stop) {
        return Flux.usingWhen(
                        Mono.from(ownConnections.create())
                                .cast(Connection.class)
                                .timeout(CONNECT_TIMEOUT),
                        connection -> whileHeld(new LeaseStatements(connection, TERM, RENEW_TIMEOUT), name, work, stop),
                        Lease::close)
                .checkpoint("lease " + name);
    }

    private <T> Flux<T> whileHeld(
            LeaseStatements lease, String name, Function<Tenure, Publisher<T>> work, Mono<Void> stop) {
        return Flux.usingWhen(
                taken(lease, name).takeUntilOther(stop),
                tenure -> cancelledWhenLost(Flux.from(work.apply(tenure)), renewals(lease, tenure))
                        .takeUntilOther(stop),
                tenure -> letGo(lease, tenure));
    }

    /** Not by {@code takeUntilOther}: when the other one fails it passes the failure on, and lets the work go on. */
    private static <T> Flux<T> cancelledWhenLost(Flux<T> work, Mono<Void> lost) {
        return Flux.merge(work.materialize(), lost.<Signal<T>>then(Mono.empty()))
                .<T>dematerialize();
    }

    private Mono<Tenure> taken(LeaseStatements lease, String name) {
        return lease.prepare(name)
                .then(lease.take(name, holder)
                        .repeatWhenEmpty(Integer.MAX_VALUE, tries -> tries.concatMap(n -> Mono.delay(TRY_EVERY))));
    }

    /** Never completes; fails when the lease is lost, or may be. */
    private static Mono<Void> renewals(LeaseStatements lease, Tenure tenure) {
        return Mono.delay(RENEW_EVERY)
                .then(Mono.defer(() -> lease.renew(tenure)))
                .repeat()
                .then();
    }

    private static Mono<Void> letGo(LeaseStatements lease, Tenure tenure) {
        return lease.letGo(tenure).onErrorResume(failure -> {
            LOG.debug("{} is let go by its time alone", tenure.name(), failure);
            return Mono.empty();
        });
    }

    /** A connection that does not answer is left to its own timeouts. */
    private static Mono<Void> close(Connection connection) {
        return Mono.from(connection.close()).timeout(CLOSE_TIMEOUT).onErrorResume(failure -> {
            LOG.debug("a lease's connection did not close", failure);
            return Mono.empty();
        });
    }
}
