package pms.command.progress;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import pms.command.eventstore.EventStore;
import pms.command.progress.Checkpoints.Checkpoint;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The head of the log, and how far behind it each follower is, as it was looked at last: {@code pms.store.head}, {@code
 * pms.follower.lag} in events, {@code pms.follower.waiting} in seconds. The same at each instance.
 */
@Component
final class ProgressMetrics implements MeterBinder, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressMetrics.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final EventStore events;
    private final Checkpoints checkpoints;
    private final AtomicReference<Look> last = new AtomicReference<>(new Look(0, Map.of()));
    private @Nullable Disposable looks;

    ProgressMetrics(EventStore events, Checkpoints checkpoints) {
        this.events = events;
        this.checkpoints = checkpoints;
    }

    private record Look(long head, Map<String, Lag> lags) {

        Lag of(String follower) {
            return lags.getOrDefault(follower, Lag.NONE);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pms.store.head", last, look -> look.get().head())
                .description("The position of the last event")
                .register(registry);
        for (String follower : ProjectionsEndpoint.FOLLOWERS) {
            Gauge.builder(
                            "pms.follower.lag",
                            last,
                            look -> look.get().of(follower).events())
                    .description("Events that a follower of the log is behind it")
                    .tag("follower", follower)
                    .register(registry);
            Gauge.builder(
                            "pms.follower.waiting",
                            last,
                            look -> look.get().of(follower).seconds(now()))
                    .description("For how long it has not been where the log was then")
                    .baseUnit("seconds")
                    .tag("follower", follower)
                    .register(registry);
        }
    }

    @Override
    public void start() {
        looks = Flux.interval(Duration.ZERO, EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> look(), 1)
                .subscribe(last::set);
    }

    @Override
    public void stop() {
        Disposable running = looks;
        looks = null;
        if (running != null) {
            running.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return looks != null;
    }

    /** The followers first: none is ever seen ahead of the head. A look that fails is none. */
    private Mono<Look> look() {
        return checkpoints
                .all()
                .collectList()
                .flatMap(saved -> events.head().map(head -> look(saved, head)))
                .timeout(TIMEOUT)
                .doOnError(failure ->
                        LOG.debug("no figures: {}", failure.getClass().getName()))
                .onErrorComplete();
    }

    private Look look(List<Checkpoint> saved, long head) {
        Duration now = now();
        Map<String, Long> positions =
                saved.stream().collect(Collectors.toMap(Checkpoint::name, Checkpoint::position, Math::max));
        return new Look(
                head,
                ProjectionsEndpoint.FOLLOWERS.stream()
                        .collect(Collectors.toMap(
                                follower -> follower,
                                follower -> last.get()
                                        .of(follower)
                                        .look(positions.getOrDefault(follower, 0L), head, now))));
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    /**
     * @param goal the head that is to be reached
     * @param since when it was seen, by a time since any fixed moment
     */
    private record Lag(long events, long goal, Duration since) {

        static final Lag NONE = new Lag(0, 0, Duration.ZERO);

        Lag look(long position, long head, Duration now) {
            long behind = Math.max(0, head - position);
            return position >= goal ? new Lag(behind, head, now) : new Lag(behind, goal, since);
        }

        double seconds(Duration now) {
            return events == 0 ? 0 : now.minus(since).toMillis() / 1000.0;
        }
    }
}
