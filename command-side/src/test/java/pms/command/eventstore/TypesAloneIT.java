package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Finding events by type, without a tag, across the blocks in which types are noted. */
class TypesAloneIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int EVENTS = 5_000;
    /** At the edges of blocks of 1,024 positions, and with whole blocks between them. */
    private static final List<Long> RARE = List.of(1L, 1_023L, 1_024L, 4_095L, 4_096L, 4_097L);

    private static StoreDatabase database;
    private static PostgresEventStore store;

    @BeforeAll
    static void fill() {
        database = StoreDatabase.create();
        store = database.startStore();
        for (int from = 1; from <= EVENTS; from += 500) {
            List<NewEvent> some = IntStream.range(from, from + 500)
                    .mapToObj(n -> Events.typed(RARE.contains((long) n) ? "Rare" : "Common"))
                    .toList();
            assertThat(store.append(some, AppendCondition.none()).block(LIMIT)).isNotNull();
        }
    }

    @AfterAll
    static void stop() {
        store.close().block(LIMIT);
        database.close();
    }

    @Test
    void readsTheRareOnesInOrder() {
        assertThat(positions(Set.of("Rare"), 0)).isEqualTo(RARE);
        assertThat(positions(Set.of("Rare"), 1_023)).containsExactly(1_024L, 4_095L, 4_096L, 4_097L);
        assertThat(positions(Set.of("Rare"), 4_096)).containsExactly(4_097L);
        assertThat(positions(Set.of("Rare"), 4_097)).isEmpty();
        assertThat(positions(Set.of("Unheard of"), 0)).isEmpty();
    }

    @Test
    void readsTheCommonOnesPageByPage() {
        List<Long> common = LongStream.rangeClosed(1, EVENTS)
                .boxed()
                .filter(position -> !RARE.contains(position))
                .toList();
        assertThat(positions(Set.of("Common"), 0)).isEqualTo(common);
        assertThat(positions(Set.of("Common", "Rare"), 0)).hasSize(EVENTS);
    }

    @Test
    void conditionsSeeTheLastOneAndNothingBeforeIt() {
        StepVerifier.create(append("Rare", 4_096)).verifyError(AppendConflict.class);
        StepVerifier.create(append("Rare", 0)).verifyError(AppendConflict.class);
        StepVerifier.create(append("Rare", 4_097)).expectNextCount(1).verifyComplete();
        StepVerifier.create(append("Unheard of", 0)).expectNextCount(1).verifyComplete();
    }

    @Test
    void tailsTheirTypesWhetherFromMemoryOrFromTheTable() {
        long head = store.head().blockOptional(LIMIT).orElseThrow();
        store.tail(Criteria.anyOf(new Criterion(Set.of(), Set.of("Wanted", "Too"))), head)
                .map(StoredEvent::type)
                .as(StepVerifier::create)
                .then(() -> appendAll("Other", "Wanted"))
                .expectNext("Wanted")
                .then(() -> appendAll("Other", "Other"))
                .then(() -> appendAll("Too", "Other", "Wanted"))
                .expectNext("Too", "Wanted")
                .thenCancel()
                .verify(LIMIT);
    }

    private static void appendAll(String... types) {
        List<NewEvent> events = Stream.of(types).map(type -> Events.typed(type)).toList();
        assertThat(store.append(events, AppendCondition.none()).block(LIMIT)).isNotNull();
    }

    private static Mono<Appended> append(String noneOfType, long after) {
        AppendCondition condition =
                new AppendCondition(Criteria.anyOf(new Criterion(Set.of(), Set.of(noneOfType))), after);
        return store.append(List.of(Events.typed("Last")), condition);
    }

    private static List<Long> positions(Set<String> types, long after) {
        return store.read(Criteria.anyOf(new Criterion(Set.of(), types)), after)
                .map(StoredEvent::position)
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow();
    }
}
