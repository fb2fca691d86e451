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
 * Knows, as a hint, how far the log reaches: from the commits of this instance, and from the notifications that each
 * commit of any instance sends. A notification may get lost with its connection, so whoever waits looks for itself
 * from time to time.
 */
final class WakeUp {

    private static final Logger LOG = Loggers.getLogger(WakeUp.class);
    private static final String LISTEN = "listen event_head";
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

    /** Completes as soon as the log is known to reach beyond a position. */
    Mono<Void> beyond(long position) {
        return ticks.asFlux().filter(tick -> known.get() > position).next().then();
    }

    private Flux<Long> listen(PostgresqlConnection connection) {
        return connection
                .createStatement(LISTEN)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .thenMany(Flux.defer(() -> notifications(connection)));
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
