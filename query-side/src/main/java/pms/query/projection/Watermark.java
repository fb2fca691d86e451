package pms.query.projection;

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

    private static final Duration EMIT_PATIENCE = Duration.ofSeconds(1);

    private final AtomicLong position = new AtomicLong();
    /** Only says that it moved: where to is read from the field, so that no late signal can step back. */
    private final Sinks.Many<Boolean> moved = Sinks.many().replay().latestOrDefault(true);

    /** 0 when nothing is applied. */
    public long position() {
        return position.get();
    }

    /** The position now and each time it moved; a subscriber that is slow gets the latest only. Hot, never ends. */
    public Flux<Long> positions() {
        return moved.asFlux()
                .map(moved -> position.get())
                .onBackpressureLatest()
                .distinctUntilChanged();
    }

    /** Completes with the watermark once it is at or above {@code wanted}. Sets no limit of time. */
    public Mono<Long> reached(long wanted) {
        return Mono.defer(() -> position() >= wanted
                ? Mono.just(position())
                : positions().filter(now -> now >= wanted).next());
    }

    /** To be called after the commit, never before. */
    void advance(long to) {
        if (position.getAndAccumulate(to, Math::max) < to) {
            moved.emitNext(true, EmitFailureHandler.busyLooping(EMIT_PATIENCE));
        }
    }
}
