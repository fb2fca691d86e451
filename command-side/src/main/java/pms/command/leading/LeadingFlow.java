package pms.command.leading;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Runs a flow for as long as the service lives, on the instance that holds the lease. Whatever ends it, it starts anew
 * after a pause that grows while nothing comes out of it.
 */
public final class LeadingFlow implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeadingFlow.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    /** Who waits here can't take over: with {@link Lease}'s waits for a connection well below 5 s. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** Of failures in a row: one a second would fill a log. */
    private static final long LOG_EVERY = 10;
    /** For letting the lease go, so that another instance need not wait for its end. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

    private final String name;
    private final Lease lease;
    private final Function<Tenure, Flux<Long>> flow;
    private final Sinks.Empty<Void> stopping = Sinks.empty();
    private final Sinks.Empty<Void> stopped = Sinks.empty();
    private volatile @Nullable Disposable running;

    /**
     * A flow that does not run yet; it can be started once.
     *
     * @param name of the lease, and in the log
     * @param flow makes the flow anew for each turn; emits the positions that it has done with
     */
    public LeadingFlow(String name, Lease lease, Function<Tenure, Flux<Long>> flow) {
        this.name = name;
        this.lease = lease;
        this.flow = flow;
    }

    @Override
    public void start() {
        Mono<Void> stop = stopping.asMono();
        running = lease.whileHeld(name, this::begin, stop)
                .concatWith(Mono.defer(this::cameToAnEnd))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .jitter(0.5)
                        .transientErrors(true)
                        .doBeforeRetry(this::log))
                .takeUntilOther(stop.then(Mono.delay(STOP_TIMEOUT)))
                .doFinally(signal -> stopped.emitEmpty((type, result) -> false))
                .subscribe();
    }

    private Flux<Long> begin(Tenure tenure) {
        LOG.info("{} begins behind position {}, term {}", name, tenure.position(), tenure.term());
        return flow.apply(tenure);
    }

    private Mono<Long> cameToAnEnd() {
        return isRunning() ? Mono.error(() -> new IllegalStateException("the flow came to an end")) : Mono.empty();
    }

    private void log(Retry.RetrySignal signal) {
        if (signal.totalRetriesInARow() % LOG_EVERY == 0) {
            LOG.warn("{} starts again: {}", name, signal.failure().toString());
        }
        LOG.debug("{} ended", name, signal.failure());
    }

    /** Before the web server takes requests and after it has answered the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Calls back when the lease is let go. */
    @Override
    public void stop(Runnable whenStopped) {
        boolean ran = running != null;
        running = null;
        if (ran) {
            stopping.emitEmpty((type, result) -> false);
            Disposable unused =
                    stopped.asMono().doFinally(signal -> whenStopped.run()).subscribe();
        } else {
            whenStopped.run();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
