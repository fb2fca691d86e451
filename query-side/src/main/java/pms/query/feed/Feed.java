package pms.query.feed;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
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
 * fallen behind that, it reads from the database, a page in its turn, until it has caught up.
 */
@Component
class Feed {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SMALL_PAGE = 8;

    private final Watermark watermark;
    private final FeedTail tail;
    private final FeedStore store;
    private final Turns turns;
    private final PersonKeys keys;
    private final int page;

    Feed(Watermark watermark, FeedTail tail, FeedStore store, Turns turns, PersonKeys keys, FeedSettings settings) {
        this.watermark = watermark;
        this.tail = tail;
        this.store = store;
        this.turns = turns;
        this.keys = keys;
        this.page = settings.page();
    }

    /** Where a feed starts that resumes nothing: after what is there now. Fails when that can't be learnt in time. */
    Mono<Long> now() {
        return watermark.positions().next().timeout(PATIENCE);
    }

    /**
     * The events after a position. Fails with {@link Room.TooSlow}.
     *
     * @param patientId only the events of this patient; null for all
     * @param room of the client
     */
    Flux<FeedEvent> after(long start, @Nullable UUID patientId, Room room) {
        return Flux.defer(() -> {
            Way way = new Way(patientId, room, new AtomicLong(start), new AtomicInteger(page));
            return tail.reach().concatMap(reach -> follow(reach, way), 1);
        });
    }

    /**
     * How far one client is.
     *
     * @param size of its next page
     */
    private record Way(@Nullable UUID patientId, Room room, AtomicLong cursor, AtomicInteger size) {}

    /** By what is in memory or by the database, as far behind as the client is at that moment. */
    private Flux<FeedEvent> follow(Reach reach, Way way) {
        return Flux.defer(() -> step(reach, way))
                .repeat(() -> way.cursor().get() < reach.upTo())
                .doOnNext(this::forgetErased);
    }

    private Flux<FeedEvent> step(Reach reach, Way way) {
        long from = way.cursor().get();
        if (from >= reach.upTo()) {
            return Flux.empty();
        }
        return from >= reach.recent().get().after()
                ? inMemory(reach, way).concatMap(event -> way.room().free().thenReturn(event), 0)
                : way.room().free().thenMany(turns.inTurn(page(reach, way)));
    }

    /**
     * As much of a page as there is room for now. The rest is let go and read again when there is room: a client that
     * does not read must neither keep it in memory nor keep its turn.
     */
    private Flux<FeedEvent> page(Reach reach, Way way) {
        int asked = way.size().get();
        return store.page(way.cursor().get(), reach.upTo(), way.patientId(), asked)
                .flatMapMany(events -> Flux.fromIterable(events)
                        .concatMap(event -> way.room().now().map(hasRoom -> new Offer(event, hasRoom)), 0)
                        .takeWhile(Offer::hasRoom)
                        .map(Offer::event)
                        .doOnNext(event -> way.cursor().set(event.position()))
                        .doOnComplete(() -> turned(events, asked, reach, way)));
    }

    private record Offer(FeedEvent event, boolean hasRoom) {}

    /** Who took less than a page gets a small one next. */
    private void turned(List<FeedEvent> events, int asked, Reach reach, Way way) {
        boolean tookAll =
                events.isEmpty() || way.cursor().get() == events.getLast().position();
        way.size().set(tookAll ? page : Math.min(page, SMALL_PAGE));
        if (tookAll && events.size() < asked) {
            way.cursor().set(reach.upTo());
        }
    }

    /** Keeps nothing but the position; ends early when the client has fallen behind what is in memory. */
    private static Flux<FeedEvent> inMemory(Reach reach, Way way) {
        return Flux.generate(sink -> {
            Recent recent = reach.recent().get();
            long from = way.cursor().get();
            @Nullable FeedEvent next = recent.next(from, way.patientId());
            if (from < recent.after()) {
                sink.complete();
            } else if (next == null || next.position() > reach.upTo()) {
                way.cursor().set(reach.upTo());
                sink.complete();
            } else {
                way.cursor().set(next.position());
                sink.next(next);
            }
        });
    }

    /** An event may have waited for a slow client since before its patient was erased. */
    private void forgetErased(FeedEvent event) {
        if (keys.isErased(event.patientId())) {
            event.forgetContent();
        }
    }
}
