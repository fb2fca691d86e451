package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.function.Tuple2;

class TailIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofHours(1);

    private StoreDatabase database;
    private PostgresEventStore store;

    @BeforeEach
    void start() {
        database = StoreDatabase.create();
        store = database.startStore(Settings.polling(NEVER));
    }

    @AfterEach
    void stop() {
        store.close().block(LIMIT);
        database.close();
    }

    @Test
    void isWokenByCommitsOfThisInstanceAndOfAnother() {
        PostgresEventStore other = database.startStore(Settings.polling(NEVER));
        append(store);
        append(store);
        StepVerifier.create(store.tail(1).map(StoredEvent::position))
                .expectNext(2L)
                .then(() -> append(store))
                .expectNext(3L)
                .then(() -> append(other))
                .expectNext(4L)
                .then(() -> append(other))
                .expectNext(5L)
                .thenCancel()
                .verify(LIMIT);
        other.close().block(LIMIT);
    }

    @Test
    void findsWhatNobodyToldItOfByLookingFromTimeToTime() throws IOException {
        try (FlakyProxy proxy = new FlakyProxy(StoreDatabase.serverPort())) {
            proxy.goDown();
            PostgresEventStore uninformed =
                    database.startStoreThrough(proxy.port(), Settings.polling(Duration.ofMillis(50)));
            StepVerifier.create(uninformed.tail(0).map(StoredEvent::position))
                    .then(() -> append(store))
                    .expectNext(1L)
                    .then(() -> append(store))
                    .expectNext(2L)
                    .thenCancel()
                    .verify(LIMIT);
            uninformed.close().block(LIMIT);
        }
    }

    /** What this instance wrote comes from memory, what the other wrote in between from the database. */
    @Test
    void givesTheSameEventsInOneOrderWhoeverWroteThem() {
        PostgresEventStore other = database.startStore(Settings.polling(NEVER));
        Mono<List<StoredEvent>> tailed = store.tail(0).take(60).collectList().cache();
        Mono<Void> appended = Flux.range(0, 60)
                .concatMap(n -> (n % 3 == 0 ? other : store).append(events(), AppendCondition.none()))
                .then();
        List<StoredEvent> seen = Mono.when(tailed, appended).then(tailed).block(LIMIT);
        List<StoredEvent> stored = other.pages(Criteria.everything(), 0)
                .flatMapIterable(Page::events)
                .collectList()
                .block(LIMIT);
        assertThat(seen).hasSize(60).isEqualTo(stored);
        other.close().block(LIMIT);
    }

    @Test
    void givesMatchingEventsOnlyAndWaitsBehindThoseThatDoNotMatch() {
        StepVerifier.create(store.tail(Criteria.anyOf(Criterion.tagged("x", "y")), 0)
                        .map(StoredEvent::position))
                .then(() -> append(store, "x"))
                .then(() -> append(store, "y", "x"))
                .expectNext(2L)
                .then(() -> append(store, "y"))
                .then(() -> append(store, "x", "y"))
                .expectNext(4L)
                .thenCancel()
                .verify(LIMIT);
    }

    @Test
    void waitsBehindAPositionThatIsNotThereYet() {
        StepVerifier.create(store.tail(2).map(StoredEvent::position))
                .then(() -> append(store))
                .then(() -> append(store))
                .then(() -> append(store))
                .expectNext(3L)
                .thenCancel()
                .verify(LIMIT);
    }

    @Test
    void givesNoMoreThanIsAskedFor() {
        for (int i = 0; i < 25; i++) {
            append(store);
        }
        PostgresEventStore paged = database.startStore(Settings.pages(10, 1_000_000));
        StepVerifier.create(paged.tail(0).map(StoredEvent::position), 3)
                .expectNext(1L, 2L, 3L)
                .then(() -> append(store))
                .thenRequest(20)
                .expectNextSequence(LongStream.rangeClosed(4, 23).boxed().toList())
                .thenRequest(3)
                .expectNext(24L, 25L, 26L)
                .thenCancel()
                .verify(LIMIT);
        paged.close().block(LIMIT);
    }

    @Test
    void losesAndRepeatsNothingWhileBackendsAreKilled() {
        int appends = 120;
        Mono<List<Long>> tailed = store.tail(0)
                .map(StoredEvent::position)
                .take(appends)
                .collectList()
                .cache();
        Flux<Appended> appending = Flux.range(0, appends)
                .concatMap(n -> n % 30 == 15 ? killAndAppend() : store.append(events(), AppendCondition.none()));

        StepVerifier.create(Mono.zip(tailed, appending.collectList()))
                .assertNext(all -> {
                    assertThat(all.getT1())
                            .isEqualTo(
                                    LongStream.rangeClosed(1, appends).boxed().toList());
                    assertThat(all.getT2())
                            .extracting(Appended::firstPosition)
                            .as("acknowledged where it stands")
                            .isEqualTo(all.getT1());
                })
                .expectComplete()
                .verify(LIMIT);
    }

    /** The backends die while the append is on its way: the writer's for sure, the tail's if it is there again. */
    private Mono<Appended> killAndAppend() {
        return Mono.zip(
                        database.killBackends().filter(killed -> killed >= 1).single(),
                        store.append(events(), AppendCondition.none()))
                .map(Tuple2::getT2);
    }

    private static List<NewEvent> events() {
        return List.of(Events.event("t"));
    }

    @Test
    void endsWhenTheStoreCloses() {
        StepVerifier.create(store.tail(0))
                .then(() -> append(store))
                .expectNextCount(1)
                .then(() -> store.close().block(LIMIT))
                .expectError(StoreClosed.class)
                .verify(LIMIT);
    }

    private static void append(PostgresEventStore store, String... tags) {
        StepVerifier.create(store.append(List.of(Events.event(tags)), AppendCondition.none()))
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);
    }
}
