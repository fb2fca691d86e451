package pms.command.eventstore;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.Logger;
import reactor.util.Loggers;
import reactor.util.retry.Retry;

/**
 * Knows, as a hint, how far the log reaches: from the commits of this instance, and from the notifications that instances
 * send after theirs. They are sent after the commit and not within it, where each would cost a lone append a fifth of its
 * time; several commits may share one. A notification may get lost with its connection or its instance, so whoever waits
 * looks for itself from time to time.
 */
final class WakeUp {

    private static final Logger LOG = Loggers.getLogger(WakeUp.class);
    private static final String LISTEN = "listen event_head";
    private static final String NOTIFY = "select pg_notify('event_head', $1)";
    private static final Duration MIN_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);
    /** How long one thread waits for another that is emitting; far longer than an emission takes. */
    private static final Duration EMIT_WAIT = Duration.ofSeconds(5);

    private final PostgresqlConnectionFactory connections;
    private final Duration connectTimeout;
    private final AtomicLong known = new AtomicLong();
    private final AtomicBoolean lost = new AtomicBoolean();
    /** Says only that `known` grew: emissions of two threads may come in either order. */
    private final Sinks.Many<Boolean> ticks = Sinks.many().replay().latestOrDefault(true);
    /** Commits of this instance that others are to be told of. */
    private final Sinks.Many<Long> commits = Sinks.many().multicast().directBestEffort();

    /** @param connections outside any pool: the connection stays open and is not given back */
    WakeUp(PostgresqlConnectionFactory connections, Duration connectTimeout) {
        this.connections = connections;
        this.connectTimeout = connectTimeout;
    }

    /** Listens for ever; to be subscribed to once. */
    Mono<Void> run() {
        return Flux.usingWhen(connections.create().timeout(connectTimeout), this::listen, PostgresqlConnection::close)
                .doOnNext(this::advance)
                .then(Mono.<Void>error(new StoreUnavailable("the notifications ended", null)))
                .doOnError(this::reportLoss)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, MIN_PAUSE)
                        .maxBackoff(MAX_PAUSE)
                        .transientErrors(true))
                .checkpoint("notifications of commits");
    }

    /** The log reaches at least this position. */
    void advance(long head) {
        if (known.getAndAccumulate(head, Math::max) < head) {
            ticks.emitNext(true, Sinks.EmitFailureHandler.busyLooping(EMIT_WAIT));
        }
    }

    /** This instance has committed up to here: wakes those who wait here, and tells the other instances. */
    void committed(long head) {
        advance(head);
        commits.emitNext(head, (signal, result) -> false); // a hint: without a connection there is nobody to tell
    }

    /** Completes as soon as the log is known to reach beyond a position. */
    Mono<Void> beyond(long position) {
        return ticks.asFlux().filter(tick -> known.get() > position).next().then();
    }

    private Flux<Long> listen(PostgresqlConnection connection) {
        return connection
                .createStatement(LISTEN)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .thenMany(Flux.defer(() -> notifications(connection)))
                .mergeWith(Flux.defer(() -> announcements(connection)));
    }

    /** One at a time, on the connection that also listens; of several commits meanwhile the last. */
    private Flux<Long> announcements(PostgresqlConnection connection) {
        return commits.asFlux().onBackpressureLatest().concatMap(head -> announce(connection, head), 0);
    }

    private static Flux<Long> announce(PostgresqlConnection connection, long head) {
        return connection
                .createStatement(NOTIFY)
                .bind(0, Long.toString(head))
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .thenMany(Flux.empty());
    }

    private Flux<Long> notifications(PostgresqlConnection connection) {
        if (lost.getAndSet(false)) {
            LOG.info("Notifications of commits are back");
        }
        return connection
                .getNotifications()
                .mapNotNull(notification -> notification.getParameter())
                .map(Long::valueOf);
    }

    private void reportLoss(Throwable error) {
        if (!lost.getAndSet(true)) {
            LOG.warn("Notifications of commits are lost; tails poll until they are back", error);
        }
    }
}
