package pms.billing.account.watch;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Says when to look for new account changes. A hint only: signals may be lost or be too many, so a slow poll stands
 * behind the notifications of PostgreSQL. All watchers share one connection, held while there is a watcher.
 */
@Component
class Wakeups {
    /** Nothing but "look now". */
    enum Wakeup {
        LOOK
    }

    private static final Logger LOG = LoggerFactory.getLogger(Wakeups.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Duration poll;
    private final Flux<Wakeup> notifications;

    Wakeups(PostgresqlConnectionFactory connections, WatchProperties properties) {
        this.poll = properties.poll();
        this.notifications = Flux.usingWhen(connections.create(), Wakeups::listen, PostgresqlConnection::close)
                .concatWith(Mono.error(() -> new IllegalStateException("the listening connection ended")))
                .doOnError(error -> LOG.warn("Listening for account changes broke off; trying again", error))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true))
                .share();
    }

    /** Signals at once, after each notification and at least once a poll interval. Never ends, never fails. */
    Flux<Wakeup> wakeups() {
        return Flux.merge(
                notifications,
                Flux.interval(poll).onBackpressureDrop().map(tick -> Wakeup.LOOK),
                Mono.just(Wakeup.LOOK));
    }

    private static Flux<Wakeup> listen(PostgresqlConnection connection) {
        var listening = connection
                .createStatement("listen account_changes")
                .execute()
                .flatMap(result -> result.getRowsUpdated())
                .then(Mono.just(Wakeup.LOOK));
        return Flux.merge(connection.getNotifications().map(notification -> Wakeup.LOOK), listening);
    }
}
