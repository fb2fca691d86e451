package pms.command.eventstore;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One read, page by page, up to the head of its first page. */
final class Pages {

    private final EventReader reader;
    private final Criteria criteria;
    private long position;
    private long upTo = Long.MAX_VALUE;
    private boolean done;

    Pages(EventReader reader, Criteria criteria, long after) {
        this.reader = reader;
        this.criteria = criteria;
        this.position = after;
    }

    /** To be subscribed to once. */
    Flux<Page> all() {
        return Mono.defer(this::next).repeat(() -> !done);
    }

    private Mono<Page> next() {
        return reader.page(criteria, position, upTo).map(this::place);
    }

    private Page place(Page page) {
        upTo = Math.min(upTo, page.head());
        done = page.last();
        if (!done) {
            position = page.events().getLast().position();
        }
        return new Page(page.events(), upTo, done);
    }
}
