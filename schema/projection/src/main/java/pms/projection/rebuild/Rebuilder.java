package pms.projection.rebuild;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import pms.projection.RebuildEnded;
import pms.projection.Redacted;
import pms.projection.generation.LiveViews;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Looks every few seconds for a rebuild that is running and that no instance works at, and works at it. So one that was
 * killed is gone on with by another instance, or by itself when it is back.
 *
 * <p>Who works at it holds an advisory lock of a connection of its own. It only spares work: two instances at the same
 * rebuild would disturb each other and do no harm.
 */
final class Rebuilder implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilder.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PULSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Some minutes of a database, a broker or a key service that is away. */
    private static final int MOST_ATTEMPTS = 60;

    private final Mono<Void> preparation;
    private final RebuildStore rebuilds;
    private final Housekeeping housekeeping;
    private final LiveViews liveViews;
    private final Function<Rebuild, Mono<Void>> work;
    private final ConnectionFactory connections;
    private final String lock;
    private final Duration look;
    private final Sinks.Many<Boolean> wishes = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Disposable running;

    /**
     * Not started.
     *
     * @param preparation done first
     * @param work takes a rebuild to its end
     * @param connections outside the pool
     */
    Rebuilder(
            Mono<Void> preparation,
            RebuildStore rebuilds,
            Housekeeping housekeeping,
            LiveViews liveViews,
            Function<Rebuild, Mono<Void>> work,
            ConnectionFactory connections,
            String projection,
            Duration look) {
        this.preparation = preparation;
        this.rebuilds = rebuilds;
        this.housekeeping = housekeeping;
        this.liveViews = liveViews;
        this.work = work;
        this.connections = connections;
        this.lock = "rebuild " + projection;
        this.look = look;
    }

    /** Looks now, unless it is about to: then nothing is lost. */
    void wake() {
        if (wishes.tryEmitNext(true).isFailure()) {
            LOG.debug("It looks by itself");
        }
    }

    @Override
    public void start() {
        Flux<Boolean> knowing = Flux.interval(look)
                .onBackpressureDrop()
                .concatMap(tick -> liveViews.refresh().thenReturn(true).onErrorResume(this::later), 1);
        Flux<Boolean> working = Flux.merge(Flux.interval(Duration.ZERO, look).map(tick -> true), wishes.asFlux())
                .onBackpressureLatest()
                .concatMap(wish -> lookAndWork().onErrorResume(this::later), 0);
        running = preparation
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .doBeforeRetry(retry ->
                                LOG.warn("The generations can't be prepared yet: {}", Redacted.fault(retry.failure()))))
                .thenMany(Flux.merge(knowing, working))
                .subscribe();
    }

    private Mono<Boolean> later(Throwable fault) {
        LOG.warn("Looking for rebuilds: {}", Redacted.fault(fault));
        return Mono.empty();
    }

    private Mono<Boolean> lookAndWork() {
        return housekeeping
                .tidy()
                .onErrorResume(fault -> later(fault).then())
                .then(rebuilds.running())
                .flatMap(this::alone)
                .then(liveViews.refresh())
                .thenReturn(true);
    }

    /** Where no other instance works at it. */
    private Mono<Void> alone(Rebuild rebuild) {
        return Mono.usingWhen(
                connections.create(),
                connection -> locked(connection).filter(mine -> mine).flatMap(mine -> watched(rebuild, connection)),
                Connection::close);
    }

    private Mono<Void> watched(Rebuild rebuild, Connection connection) {
        return work.apply(rebuild)
                .takeUntilOther(ended(rebuild, connection))
                .onErrorResume(RebuildEnded.class, ended -> Mono.empty())
                .onErrorResume(fault -> failed(rebuild, fault));
    }

    /** When it is not wanted any more, or the lock may be another's. Never fails: that would not end what runs until then. */
    private Mono<Boolean> ended(Rebuild rebuild, Connection connection) {
        return Flux.interval(PULSE)
                .onBackpressureDrop()
                .concatMap(tick -> holds(connection).then(rebuilds.one(rebuild.id())), 1)
                .any(now -> !now.isRunning())
                .onErrorResume(fault -> {
                    LOG.warn("the lock of rebuild {} may be lost: {}", rebuild.id(), Redacted.fault(fault));
                    return Mono.just(true);
                });
    }

    private Mono<Boolean> locked(Connection connection) {
        return bool(connection, "select pg_try_advisory_lock(hashtextextended('" + lock + "', 0))");
    }

    private static Mono<Boolean> holds(Connection connection) {
        return bool(connection, "select true").timeout(PATIENCE);
    }

    private static Mono<Boolean> bool(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, Boolean.class))))
                .next();
    }

    private Mono<Void> failed(Rebuild rebuild, Throwable fault) {
        LOG.warn("rebuild {} can't go on: {}", rebuild.id(), Redacted.trace(fault));
        return rebuilds.failed(rebuild, fault.getClass().getSimpleName(), MOST_ATTEMPTS);
    }

    @Override
    public void stop() {
        Disposable flowing = running;
        running = null;
        if (flowing != null) {
            flowing.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return -1; // before the loop, which needs a generation
    }
}
