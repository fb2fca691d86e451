package pms.query.feed;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pms.projection.Watermark;
import pms.query.keys.PersonKeys;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Follows the watermark for all open feeds of this instance together: each event is read from the database once.
 *
 * <p>Runs only while a feed is open. Keeps no content of a patient whose erasure was told or has passed.
 */
@Component
class FeedTail {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Watermark watermark;
    private final FeedStore store;
    private final PersonKeys keys;
    private final int limit;
    private final Flux<Reach> shared;

    FeedTail(Watermark watermark, FeedStore store, PersonKeys keys, FeedSettings settings) {
        this.watermark = watermark;
        this.store = store;
        this.keys = keys;
        this.limit = settings.recent();
        this.shared = Flux.defer(this::tail).replay(1).refCount(1, GRACE);
    }

    /** How far it goes now, and again each time it goes further; who is slow gets the latest only. Hot, never ends. */
    Flux<Reach> reach() {
        return shared.onBackpressureLatest();
    }

    private Flux<Reach> tail() {
        AtomicReference<@Nullable Recent> last = new AtomicReference<>();
        return Flux.merge(moved(last), erased(last));
    }

    private Flux<Reach> moved(AtomicReference<@Nullable Recent> last) {
        Supplier<Recent> now = () -> Objects.requireNonNull(last.get(), "told of before it was there");
        return watermark
                .positions()
                .concatMap(upTo -> next(last.get(), upTo), 1)
                .doOnNext(recent -> {
                    last.set(recent);
                    Set<UUID> passed = recent.erased();
                    recent.forget(patientId -> passed.contains(patientId) || keys.isErased(patientId));
                })
                .map(recent -> new Reach(recent.upTo(), now))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true));
    }

    /** What is told of is forgotten in what is kept now; what is read at this moment is looked at when it is kept. */
    private Flux<Reach> erased(AtomicReference<@Nullable Recent> last) {
        return keys.erasures()
                .doOnNext(patientId -> {
                    Recent recent = last.get();
                    if (recent != null) {
                        recent.forget(patientId::equals);
                    }
                })
                .thenMany(Flux.empty());
    }

    /** After a jump that is longer than what is kept, the database serves all. */
    private Mono<Recent> next(@Nullable Recent last, long upTo) {
        if (last == null || upTo - last.upTo() > limit) {
            return Mono.just(Recent.nothingAfter(upTo));
        }
        return store.read(last.upTo(), upTo).collectList().map(fresh -> last.extended(fresh, upTo, limit));
    }
}
