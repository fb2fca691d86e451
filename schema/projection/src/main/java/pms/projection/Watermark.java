package pms.projection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/**
 * The position up to which the views hold every event, as this instance knows it: never ahead of the database.
 *
 * <p>Thread-safe. Only ever grows.
 */
public final class Watermark {

    private static final long UNKNOWN = -1;
    private static final Duration EMIT_PATIENCE = Duration.ofSeconds(1);

    private final AtomicLong position = new AtomicLong(UNKNOWN);
    /** Only says that it moved: where to is read from the field, so that no late signal can step back. */
    private final Sinks.Many<Boolean> moved = Sinks.many().replay().latest();

    /** 0 when nothing is applied, or nothing was heard of the database yet. */
    public long position() {
        return Math.max(0, position.get());
    }

    /**
     * The position, as soon as it is known, and each time it moved; a subscriber that is slow gets the latest only. Hot,
     * never ends.
     */
    public Flux<Long> positions() {
        return moved.asFlux().onBackpressureLatest().map(moved -> position()).distinctUntilChanged();
    }

    /** Completes with the watermark once it is at or above {@code wanted}. Sets no limit of time. */
    public Mono<Long> reached(long wanted) {
        return positions().filter(now -> now >= wanted).next();
    }

    /** To be called after the commit, never before. */
    void advance(long to) {
        if (position.getAndAccumulate(to, Math::max) < to) {
            moved.emitNext(true, EmitFailureHandler.busyLooping(EMIT_PATIENCE));
        }
    }
}
