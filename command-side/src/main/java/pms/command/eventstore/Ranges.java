package pms.command.eventstore;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The whole log, a few ranges of positions at a time, each on a connection of its own: decoding is bound to the thread
 * of a connection, so that one alone keeps one core busy at most. The ranges are known beforehand since positions have
 * no gaps.
 */
final class Ranges {

    private static final int AT_ONCE = 3;

    private final EventReader reader;
    private final int size;
    private final long after;

    /** @param size of a range in positions: what a page may hold */
    Ranges(EventReader reader, int size, long after) {
        this.reader = reader;
        this.size = size;
        this.after = after;
    }

    Flux<StoredEvent> all() {
        return reader.head().flatMapMany(this::upTo);
    }

    private Flux<StoredEvent> upTo(long head) {
        return Flux.<Long, Long>generate(() -> after, (from, sink) -> {
                    if (from < head) {
                        sink.next(from);
                    } else {
                        sink.complete();
                    }
                    return from + size;
                })
                .flatMapSequential(from -> range(from, Math.min(from + size, head)), AT_ONCE, 1)
                .flatMapIterable(events -> events, 1);
    }

    /** In one page, unless its payloads are too large for that. */
    private Flux<List<StoredEvent>> range(long from, long to) {
        return page(from, to)
                .expand(events -> !events.isEmpty() && events.getLast().position() < to
                        ? page(events.getLast().position(), to)
                        : Mono.empty());
    }

    private Mono<List<StoredEvent>> page(long from, long to) {
        return reader.page(Criteria.everything(), from, to).map(Page::events);
    }
}
