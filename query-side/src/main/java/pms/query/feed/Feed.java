package pms.query.feed;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pms.projection.Watermark;
import pms.query.keys.PersonKeys;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One client's way along the events: each after its start, once, in order.
 *
 * <p>Nothing is queued for a client. It takes what is new from the shared tail when it is ready for more; when it has
 * fallen behind that, it reads from the database until it has caught up.
 */
@Component
class Feed {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Watermark watermark;
    private final FeedTail tail;
    private final FeedStore store;
    private final PersonKeys keys;

    Feed(Watermark watermark, FeedTail tail, FeedStore store, PersonKeys keys) {
        this.watermark = watermark;
        this.tail = tail;
        this.store = store;
        this.keys = keys;
    }

    /** Where a feed starts that resumes nothing: after what is there now. Fails when that can't be learnt in time. */
    Mono<Long> now() {
        return watermark.positions().next().timeout(PATIENCE);
    }

    /** @param patientId only the events of this patient; null for all */
    Flux<FeedEvent> after(long start, @Nullable UUID patientId) {
        return Flux.defer(() -> {
            AtomicLong cursor = new AtomicLong(start);
            return tail.recent().concatMap(recent -> step(cursor, recent, patientId), 1);
        });
    }

    private Flux<FeedEvent> step(AtomicLong cursor, Recent recent, @Nullable UUID patientId) {
        long from = cursor.get();
        if (from >= recent.upTo()) {
            return Flux.empty();
        }
        Flux<FeedEvent> fresh =
                from >= recent.after() ? inMemory(recent, from, patientId) : store.read(from, recent.upTo(), patientId);
        return fresh.doOnNext(this::forgetErased).doOnComplete(() -> cursor.set(recent.upTo()));
    }

    /** An event may have waited for a slow client since before its patient was erased. */
    private void forgetErased(FeedEvent event) {
        if (keys.isErased(event.patientId())) {
            event.forgetContent();
        }
    }

    private static Flux<FeedEvent> inMemory(Recent recent, long from, @Nullable UUID patientId) {
        return Flux.fromIterable(recent.events())
                .filter(event -> event.position() > from)
                .filter(event -> patientId == null || event.patientId().equals(patientId));
    }
}
