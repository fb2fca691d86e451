package pms.projection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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
 * Runs one projection from start to stop: polls, applies a batch at a time, moves the watermark.
 *
 * <p>Never ends by itself. On stop the batch at hand is finished first, within a few seconds.
 */
public final class ProjectionLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionLoop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final RecordSource source;
    private final BatchProcessor processor;
    private final Watermark watermark;
    private final BatchTraces traces;
    private final AtomicReference<@Nullable Throwable> sourceFailure = new AtomicReference<>();
    private final AtomicReference<@Nullable Run> current = new AtomicReference<>();

    private record Run(Sinks.Empty<Void> stop, Mono<Void> stopped, Disposable subscription) {}

    ProjectionLoop(RecordSource source, BatchProcessor processor, Watermark watermark, BatchTraces traces) {
        this.source = source;
        this.processor = processor;
        this.watermark = watermark;
        this.traces = traces;
    }

    @Override
    public void start() {
        Sinks.Empty<Void> stop = Sinks.empty();
        Sinks.Empty<Void> stopped = Sinks.empty();
        Disposable subscription = watermarks(stop.asMono())
                .doFinally(end -> stopped.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST))
                .subscribe(watermark::advance);
        current.set(new Run(stop, stopped.asMono(), subscription));
    }

    private Flux<Long> watermarks(Mono<Void> stop) {
        return Flux.defer(() -> source.forEachBatch(this::process, stop)).retryWhen(forEver());
    }

    private Mono<Long> process(List<Incoming> batch) {
        sourceFailure.set(null);
        return traces.step(batch, processor.process(batch));
    }

    @Override
    public void stop(Runnable callback) {
        Run run = current.getAndSet(null);
        if (run == null) {
            callback.run();
            return;
        }
        run.stop().emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        Disposable end = run.stopped()
                .timeout(STOP_PATIENCE)
                .doFinally(signal -> {
                    run.subscription().dispose();
                    callback.run();
                })
                .subscribe(
                        done -> {}, late -> LOG.warn("The batch at hand is given up; it is applied at the next start"));
        LOG.debug("Stopping, done: {}", end.isDisposed());
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Ends after the server has answered the last request, which may ask for what is applied meanwhile. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return current.get() != null;
    }

    /** What keeps the projection from going on at the moment; null when nothing does. */
    @Nullable
    public Throwable failure() {
        Throwable inBatch = processor.failure();
        return inBatch != null ? inBatch : sourceFailure.get();
    }

    private Retry forEver() {
        return Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .transientErrors(true)
                .doBeforeRetry(retry -> {
                    sourceFailure.set(retry.failure());
                    LOG.warn("The consumer starts again: {}", Redacted.fault(retry.failure()));
                });
    }
}
