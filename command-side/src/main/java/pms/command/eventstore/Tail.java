package pms.command.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.Logger;
import reactor.util.Loggers;
import reactor.util.retry.Retry;

/**
 * One subscriber's way along the log: takes what this instance has just written or reads pages while there are any, then
 * waits until the log grows or the poll is due. The place moves only with what was given, so a read that fails is simply done again.
 */
final class Tail {

    private static final Logger LOG = Loggers.getLogger(Tail.class);
    private static final Duration MIN_PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    private final EventReader reader;
    private final RecentEvents recent;
    private final WakeUp wakeUp;
    private final Duration pollInterval;
    private final Criteria criteria;
    private long position;
    private boolean atEnd;

    Tail(EventReader reader, RecentEvents recent, WakeUp wakeUp, Duration pollInterval, Criteria criteria, long after) {
        this.reader = reader;
        this.recent = recent;
        this.wakeUp = wakeUp;
        this.pollInterval = pollInterval;
        this.criteria = criteria;
        this.position = after;
    }

    /** To be subscribed to once. */
    Flux<StoredEvent> events() {
        return Flux.defer(this::nextPage)
                .repeatWhen(ends -> ends.concatMap(end -> untilMore(), 1))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, MIN_PAUSE)
                        .maxBackoff(MAX_PAUSE)
                        .transientErrors(true)
                        .doBeforeRetry(this::report))
                .checkpoint("tail of the event store");
    }

    private Flux<StoredEvent> nextPage() {
        List<StoredEvent> known = criteria.needNoTags() ? recent.after(position) : List.of();
        if (!known.isEmpty()) {
            List<StoredEvent> wanted = known.stream()
                    .filter(event -> criteria.matches(event.type(), Set.of()))
                    .toList();
            return give(new Page(wanted, known.getLast().position(), true));
        }
        return reader.page(criteria, position, Long.MAX_VALUE).flatMapMany(this::give);
    }

    private Flux<StoredEvent> give(Page page) {
        return Flux.fromIterable(page.events())
                .doOnNext(event -> position = event.position())
                .doOnComplete(() -> endPage(page));
    }

    private void endPage(Page page) {
        atEnd = page.last();
        if (atEnd) {
            position = Math.max(position, page.head());
        }
    }

    /** Emits once when the next page is worth reading. */
    private Mono<Boolean> untilMore() {
        return atEnd
                ? wakeUp.beyond(position)
                        .timeout(pollInterval, Mono.empty())
                        .thenReturn(true)
                        .publishOn(Schedulers.parallel())
                : Mono.just(true);
    }

    private void report(Retry.RetrySignal signal) {
        if (signal.totalRetriesInARow() == 0) {
            LOG.warn("A tail at position {} lost the database; it goes on when it is back", position, signal.failure());
        }
    }
}
