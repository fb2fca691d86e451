package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import pms.command.eventstore.RandomAppends.Try;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Appends and reads that race over some instances, and the check that one order of them explains all answers. */
final class Race {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RUNNERS = 40;
    private static final int READERS = 6;
    private static final int AT_ONCE = 16;

    /**
     * An append that got its answer.
     *
     * @param headBefore what the log surely reached when it was sent
     * @param appended empty when it was refused
     * @param headAfter what the log reached at most when it was refused
     */
    private record Ended(Try what, long headBefore, Optional<Appended> appended, long headAfter) {

        long firstPosition() {
            return appended.orElseThrow().firstPosition();
        }
    }

    private record Read(Criteria criteria, long after, List<Page> pages) {}

    private final AppendModel model;
    private final List<? extends EventStore> stores;
    private final AtomicLong acknowledged;
    private List<Ended> ended = List.of();
    private List<Read> reads = List.of();

    /** @param model the log before the race; after {@link #assertAllowed}, the log behind it */
    Race(AppendModel model, List<? extends EventStore> stores) {
        this.model = model;
        this.stores = stores;
        this.acknowledged = new AtomicLong(model.head());
    }

    /** @param earlier appends of earlier rounds: some are repeated; those of this one are added */
    void run(RandomAppends random, List<Try> earlier) {
        List<Try> runners = runners(random, earlier);
        Flux<Ended> appending = Flux.fromIterable(runners)
                .index()
                .flatMap(
                        next -> Mono.defer(() -> append(storeOf(next.getT1()), next.getT2()))
                                .subscribeOn(Schedulers.parallel()),
                        AT_ONCE);
        Flux<Read> reading = Flux.fromStream(
                        Stream.generate(() -> read(random.criteria(), random.position(model.head())))
                                .limit(READERS))
                .concatMap(read -> read);
        var all = Mono.zip(appending.collectList(), reading.collectList())
                .blockOptional(LIMIT)
                .orElseThrow();
        ended = all.getT1();
        reads = all.getT2();
        runners.stream().filter(each -> !earlier.contains(each)).forEach(earlier::add);
    }

    /** Each repeats another one: of two that are on their way at once, either may be the first. */
    private List<Try> runners(RandomAppends random, List<Try> earlier) {
        List<Try> repeatable = new ArrayList<>(earlier);
        List<Try> runners = new ArrayList<>();
        for (int i = 0; i < RUNNERS; i++) {
            if (!repeatable.isEmpty() && random.oneIn(8)) {
                Try repeated = random.repeated(repeatable, model.head());
                repeatable.removeIf(each -> each.events().equals(repeated.events()));
                runners.add(repeated);
            } else {
                runners.add(random.fresh(model.head()));
            }
        }
        return runners;
    }

    private EventStore storeOf(long runner) {
        return stores.get((int) (runner % stores.size()));
    }

    private Mono<Ended> append(EventStore store, Try what) {
        long headBefore = acknowledged.get();
        return store.append(what.events(), what.condition())
                .doOnNext(appended -> acknowledged.accumulateAndGet(appended.lastPosition(), Math::max))
                .map(appended -> new Ended(what, headBefore, Optional.of(appended), 0))
                .onErrorResume(
                        AppendConflict.class,
                        conflict -> store.head().map(head -> new Ended(what, headBefore, Optional.empty(), head)));
    }

    private Mono<Read> read(Criteria criteria, long after) {
        return stores.getFirst().pages(criteria, after).collectList().map(pages -> new Read(criteria, after, pages));
    }

    /** Adds the accepted appends to the model, in their order, and checks each answer against it. */
    void assertAllowed() {
        List<Ended> accepted = new ArrayList<>();
        for (Ended each : ended) {
            if (model.isStored(each.what().events())) {
                assertThat(each.appended().map(Appended::firstPosition).map(String::valueOf))
                        .as("answered as the first time: %s", each)
                        .contains(model.append(each.what().events(), each.what().condition()));
            } else if (each.appended().isPresent()) {
                accepted.add(each);
            }
        }
        accepted.sort(Comparator.comparingLong(Ended::firstPosition));
        accepted.forEach(this::assertAccepted);
        ended.stream().filter(each -> each.appended().isEmpty()).forEach(this::assertRefused);
        reads.forEach(this::assertRead);
    }

    private void assertAccepted(Ended each) {
        assertThat(each.firstPosition()).as("no gap and no overlap: %s", each).isEqualTo(model.head() + 1);
        assertThat(each.firstPosition())
                .as("behind what was acknowledged before: %s", each)
                .isGreaterThan(each.headBefore());
        assertThat(model.append(each.what().events(), each.what().condition()))
                .as("the condition holds at this place: %s", each)
                .isEqualTo(String.valueOf(each.firstPosition()));
        assertThat(each.appended().orElseThrow().lastPosition()).as("%s", each).isEqualTo(model.head());
    }

    private void assertRefused(Ended each) {
        assertThat(model.refuses(each.what().condition(), each.headAfter()))
                .as("the condition failed before the answer: %s", each)
                .isTrue();
    }

    private void assertRead(Read read) {
        long head = read.pages().getFirst().head();
        assertThat(read.pages().stream().flatMap(page -> page.events().stream()).map(StoredEvent::position))
                .as("%s after %d up to %d", read.criteria(), read.after(), head)
                .isEqualTo(model.matching(read.criteria(), read.after(), head));
    }
}
