package pms.command.leading;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/**
 * Runs a flow for as long as the service lives, on the instance that holds the lease. Whatever ends it, it starts anew
 * after a pause that grows while nothing comes out of it.
 */
public final class LeadingFlow implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeadingFlow.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Lease lease;
    private final Supplier<Flux<Long>> flow;
    private volatile @Nullable Disposable running;

    /**
     * A flow that does not run yet.
     *
     * @param name of the lease, and in the log
     * @param flow makes the flow anew for each start; emits the positions that it has done with
     */
    public LeadingFlow(String name, Lease lease, Supplier<Flux<Long>> flow) {
        this.name = name;
        this.lease = lease;
        this.flow = flow;
    }

    @Override
    public void start() {
        running = lease.whileHeld(name, Flux.defer(flow))
                .concatWith(Flux.error(() -> new IllegalStateException("the flow came to an end")))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .jitter(0.5)
                        .transientErrors(true)
                        .doBeforeRetry(signal -> log(signal.failure())))
                .subscribe();
    }

    private void log(Throwable failure) {
        LOG.warn("{} starts again: {}", name, failure.toString());
        LOG.debug("{} ended", name, failure);
    }

    /** Before the web server takes requests and after it has answered the last. */
    @Override
    public int getPhase() {
        return 0;
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
}
