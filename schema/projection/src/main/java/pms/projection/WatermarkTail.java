package pms.projection;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Follows the watermark that other instances move: by LISTEN on a connection outside the pool, and by a slow poll,
 * since a notification is a hint that may be lost.
 */
public final class WatermarkTail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WatermarkTail.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ConnectionFactory connections;
    private final DatabaseClient database;
    private final String projection;
    private final Duration slowPoll;
    private final Watermark watermark;
    private @Nullable Disposable running;

    public WatermarkTail(ConnectionFactory connections, String projection, Duration slowPoll, Watermark watermark) {
        this.connections = OutsideThePool.of(connections);
        this.database = DatabaseClient.create(connections);
        this.projection = projection;
        this.slowPoll = slowPoll;
        this.watermark = watermark;
    }

    @Override
    public void start() {
        running = Flux.merge(polled(), notified()).subscribe(watermark::advance);
    }

    @Override
    public void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    /** Ends after the server has answered the last request, which may ask for what is applied meanwhile. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private Flux<Long> polled() {
        return Flux.interval(Duration.ZERO, slowPoll)
                .onBackpressureDrop()
                .concatMap(tick -> stored(), 1)
                .retryWhen(forEver("poll of the watermark"));
    }

    private Mono<Long> stored() {
        return database.sql("select position from projection_watermark where projection = $1")
                .bind(0, projection)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .defaultIfEmpty(0L)
                .timeout(LONGEST_PAUSE);
    }

    private Flux<Long> notified() {
        return Flux.usingWhen(
                        Mono.from(connections.create()).cast(PostgresqlConnection.class),
                        this::notifications,
                        PostgresqlConnection::close)
                .retryWhen(forEver("LISTEN for the watermark"));
    }

    private Flux<Long> notifications(PostgresqlConnection connection) {
        Flux<Long> heard =
                connection.getNotifications().mapNotNull(notification -> positionOf(notification.getParameter()));
        Mono<Long> listen = connection
                .createStatement("LISTEN projection_watermark")
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then(Mono.empty());
        return Flux.merge(heard, listen)
                .concatWith(Mono.error(() -> new IllegalStateException("the connection was closed")));
    }

    /** The payload is the projection's name, a space and the position. */
    private @Nullable Long positionOf(@Nullable String payload) {
        String prefix = projection + " ";
        return payload != null && payload.startsWith(prefix) ? Long.valueOf(payload.substring(prefix.length())) : null;
    }

    private static Retry forEver(String what) {
        return Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .transientErrors(true)
                .doBeforeRetry(retry -> LOG.warn("{} starts again: {}", what, Redacted.fault(retry.failure())));
    }
}
