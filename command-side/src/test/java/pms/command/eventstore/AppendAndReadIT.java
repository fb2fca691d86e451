package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AppendAndReadIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private StoreDatabase database;
    private PostgresEventStore store;

    @BeforeEach
    void start() {
        database = StoreDatabase.create();
        store = database.startStore();
    }

    @AfterEach
    void stop() {
        store.close().block(LIMIT);
        database.close();
    }

    @Test
    void givesBackWhatWasAppended() {
        NewEvent plain = Events.event("a");
        NewEvent odd = new NewEvent(
                UUID.randomUUID(),
                "pms.test.v1.Odd",
                "s\"u\\b{j},é😀",
                new byte[] {0, -1, 39, 92},
                Map.of("k\"e\\y", "v,{a}\nl'ue €😀", "empty", "", "null", "NULL"),
                Set.of("t\"a\\g", "{x,y}", "NULL", "identifier:urn:x|😀 é"));
        Instant before = Instant.now().minusSeconds(5);

        Appended appended = append(List.of(plain, odd), AppendCondition.none());

        assertThat(appended.firstPosition()).isEqualTo(1);
        assertThat(appended.lastPosition()).isEqualTo(2);
        assertThat(appended.recordedAt()).isBetween(before, Instant.now().plusSeconds(5));
        StoredEvent stored = read(Criteria.anyTagOf("identifier:urn:x|😀 é"), 0).getFirst();
        assertThat(stored)
                .isEqualTo(new StoredEvent(
                        2, odd.id(), odd.type(), odd.subject(), appended.recordedAt(), odd.payload(), odd.metadata()));
        assertThat(read(Criteria.anyOf(Criterion.tagged("t\"a\\g", "{x,y}", "NULL")), 0))
                .containsExactly(stored);
    }

    /** In base64 these three bytes read NULL. */
    @Test
    void keepsPayloadsWhoseTextMeansSomethingElse() {
        byte[] looksLikeNull = {0x35, 0x42, (byte) 0xCB};
        for (byte[] payload : List.of(looksLikeNull, new byte[0], new byte[] {0})) {
            append(List.of(new NewEvent(Events.id(), "T", "s", payload, Map.of(), Set.of())), AppendCondition.none());
        }
        assertThat(read(Criteria.everything(), 0))
                .extracting(StoredEvent::payload)
                .containsExactly(looksLikeNull, new byte[0], new byte[] {0});
    }

    @Test
    void findsByAllTagsAndOneOfTheTypesOfAnyCriterion() {
        append(List.of(
                Events.typed("A", "x"),
                Events.typed("B", "x", "y"),
                Events.typed("C", "x", "y", "z"),
                Events.typed("A", "y"),
                Events.typed("D")));

        assertThat(positions(Criteria.everything(), 0)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(positions(Criteria.everything(), 3)).containsExactly(4L, 5L);
        assertThat(positions(Criteria.anyTagOf("x"), 0)).containsExactly(1L, 2L, 3L);
        assertThat(positions(Criteria.anyTagOf("z", "x", "y"), 0)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(positions(Criteria.anyOf(Criterion.tagged("x", "y")), 0)).containsExactly(2L, 3L);
        assertThat(positions(criteria(Set.of("x"), Set.of("A", "C")), 0)).containsExactly(1L, 3L);
        assertThat(positions(criteria(Set.of("x", "y"), Set.of("A", "B")), 0)).containsExactly(2L);
        assertThat(positions(criteria(Set.of(), Set.of("A", "D")), 1)).containsExactly(4L, 5L);
        assertThat(positions(criteria(Set.of(), Set.of()), 3)).containsExactly(4L, 5L);
        assertThat(positions(criteria(Set.of("none"), Set.of()), 0)).isEmpty();
        assertThat(positions(
                        new Criteria(List.of(
                                new Criterion(Set.of("z"), Set.of()), new Criterion(Set.of(), Set.of("A", "D")))),
                        0))
                .containsExactly(1L, 3L, 4L, 5L);
    }

    @Test
    void readsUpToTheHeadAtSubscriptionInPagesBoundedInEventsAndBytes() {
        EventStoreSettings small = Settings.pages(10, 1_000_000);
        for (int i = 0; i < 5; i++) {
            append(Stream.generate(() -> Events.event("t")).limit(9).toList());
        }
        PostgresEventStore paged = database.startStore(small);
        StepVerifier.create(paged.pages(Criteria.anyTagOf("t"), 0)
                        .concatMap(page -> store.append(List.of(Events.event("t")), AppendCondition.none())
                                .thenReturn(page)))
                .thenConsumeWhile(
                        page -> !page.last(),
                        page -> assertThat(page.events()).as("a full page").hasSize(10))
                .assertNext(page -> assertThat(page)
                        .as("what came meanwhile is not in it")
                        .matches(last -> last.head() == 45 && last.events().size() == 5))
                .verifyComplete();
        StepVerifier.create(paged.read(Criteria.everything(), 0).map(StoredEvent::position))
                .expectNextSequence(LongStream.rangeClosed(1, 50).boxed().toList())
                .verifyComplete();
        paged.close().block(LIMIT);

        PostgresEventStore tiny = database.startStore(Settings.pages(10, 8));
        assertThat(tiny.pages(Criteria.everything(), 0)
                        .map(page -> page.events().size())
                        .blockFirst(LIMIT))
                .as("7 bytes, then 14: the page holds at least one event and ends once 8 bytes are reached")
                .isEqualTo(2);
        assertThat(tiny.read(Criteria.anyTagOf("t"), 0).count().block(LIMIT)).isEqualTo(50);
        tiny.close().block(LIMIT);
    }

    @Test
    void knowsTheHeadAndThePositionsOfMoments() {
        assertThat(store.head().block(LIMIT)).isZero();
        assertThat(store.positionBefore(Instant.now().plusSeconds(60)).block(LIMIT))
                .isZero();
        Appended first = append(List.of(Events.event(), Events.event()));
        Appended second = append(List.of(Events.event()));
        assertThat(store.head().block(LIMIT)).isEqualTo(3);
        assertThat(store.positionBefore(first.recordedAt()).block(LIMIT)).isZero();
        assertThat(store.positionBefore(second.recordedAt()).block(LIMIT)).isEqualTo(2);
        assertThat(store.positionBefore(Instant.now().plusSeconds(60)).block(LIMIT))
                .isEqualTo(3);
    }

    @Test
    void doesNothingBeforeSubscriptionAndWritesTheSameEventsOnceOnly() {
        Mono<Appended> append = store.append(List.of(Events.event(), Events.event()), AppendCondition.none());
        assertThat(store.head().block(LIMIT)).isZero();
        Appended first = append.blockOptional(LIMIT).orElseThrow();
        append(List.of(Events.event()));
        assertThat(append.block(LIMIT)).as("appended again").isEqualTo(first);
        assertThat(store.head().block(LIMIT)).isEqualTo(3);
    }

    @Test
    void recordedAtNeverGoesBackEvenWhenTheClockDoes() {
        append(List.of(Events.event()));
        database.execute("update event_head set recorded_at = recorded_at + interval '1 hour'");
        Appended later = append(List.of(Events.event()));
        assertThat(later.recordedAt()).isAfter(Instant.now().plusSeconds(3000));
        assertThat(append(List.of(Events.event())).recordedAt()).isEqualTo(later.recordedAt());
    }

    private static Criteria criteria(Set<String> tags, Set<String> types) {
        return Criteria.anyOf(new Criterion(tags, types));
    }

    private Appended append(List<NewEvent> events) {
        return append(events, AppendCondition.none());
    }

    private Appended append(List<NewEvent> events, AppendCondition condition) {
        return store.append(events, condition).blockOptional(LIMIT).orElseThrow();
    }

    private List<StoredEvent> read(Criteria criteria, long after) {
        return store.read(criteria, after).collectList().blockOptional(LIMIT).orElseThrow();
    }

    private List<Long> positions(Criteria criteria, long after) {
        return read(criteria, after).stream().map(StoredEvent::position).toList();
    }
}
