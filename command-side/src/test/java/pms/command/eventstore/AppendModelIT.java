package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pms.command.eventstore.RandomAppends.Try;

/** Random appends end as {@link AppendModel} says: one after the other, in one batch, and in a race of two instances. */
class AppendModelIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SEEDS = 12;
    private static final int APPENDS = 60;
    private static final int BATCHES = 3;
    private static final int ROUNDS = 4;
    private static final int READS = 10;

    private static StoreDatabase database;

    private final AppendModel model = new AppendModel();
    private final List<Try> tried = new ArrayList<>();
    private PostgresEventStore store;

    @BeforeAll
    static void create() {
        database = StoreDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void start() {
        database.empty();
        store = database.startStore(Settings.pages(7, 1_000_000));
    }

    @AfterEach
    void stop() {
        store.close().block(LIMIT);
    }

    static LongStream seeds() {
        return Seeds.some(SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void appendsOneAfterTheOtherEndAsTheModelSays(long seed) {
        RandomAppends random = new RandomAppends(seed);
        Seeds.with(seed, () -> {
            for (int i = 0; i < APPENDS; i++) {
                Try next = next(random, model.head());
                assertThat(start(next).outcome())
                        .as("%s", next)
                        .isEqualTo(model.append(next.events(), next.condition()));
            }
            assertTheLogIsTheModels(random);
        });
    }

    /** The plug holds the writer, so that all others come into the next batches, in the order in which they were tried. */
    @ParameterizedTest
    @MethodSource("seeds")
    void appendsOfOneBatchEndAsTheModelSays(long seed) {
        RandomAppends random = new RandomAppends(seed);
        Seeds.with(seed, () -> {
            for (int batch = 0; batch < BATCHES; batch++) {
                assertABatchEndsAsTheModelSays(random);
            }
            assertTheLogIsTheModels(random);
        });
    }

    private void assertABatchEndsAsTheModelSays(RandomAppends random) {
        long head = model.head();
        Try plug = new Try(random.fresh(head).events(), AppendCondition.none());
        List<Try> batch = new ArrayList<>(List.of(plug));
        List<Attempt> attempts = new ArrayList<>();
        try (HeadLock lock = database.lockHead()) {
            attempts.add(start(plug));
            lock.awaitWaitingCommit();
            for (int i = 0; i < APPENDS; i++) {
                Try next = next(random, head);
                batch.add(next);
                attempts.add(start(next));
            }
        }
        assertThat(attempts.stream().map(Attempt::outcome))
                .as("%s", batch)
                .isEqualTo(batch.stream()
                        .map(each -> model.append(each.events(), each.condition()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void racingAppendsStandInAnOrderThatTheModelAllows(long seed) {
        RandomAppends random = new RandomAppends(seed);
        PostgresEventStore other = database.startStore();
        Seeds.with(seed, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                Race race = new Race(model, List.of(store, other));
                race.run(random, tried);
                race.assertAllowed();
            }
            assertTheLogIsTheModels(random);
        });
        other.close().block(LIMIT);
    }

    private Try next(RandomAppends random, long head) {
        Try next = tried.isEmpty() || !random.oneIn(8)
                ? random.fresh(head)
                : random.oneIn(2) ? random.repeated(tried, head) : random.mixed(tried, head);
        tried.add(next);
        return next;
    }

    private Attempt start(Try next) {
        return Attempt.start(store.append(next.events(), next.condition()));
    }

    private void assertTheLogIsTheModels(RandomAppends random) {
        long head = model.head();
        assertThat(store.head().block(LIMIT)).isEqualTo(head);
        List<StoredEvent> log = store.read(Criteria.everything(), 0)
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(log).extracting(StoredEvent::recordedAt).isSorted();
        assertThat(log).isEqualTo(asStored(model.log(), log));
        assertThat(store.readAll(0).collectList().block(LIMIT)).isEqualTo(log);
        assertThat(database.count("select count(*) from event_tag"))
                .isEqualTo(model.log().stream()
                        .mapToLong(event -> event.tags().size())
                        .sum());
        for (int i = 0; i < READS; i++) {
            Criteria criteria = random.criteria();
            long after = random.oneIn(3) ? 0 : random.position(head);
            List<Long> expected = model.matching(criteria, after, head);
            assertThat(store.read(criteria, after)
                            .map(StoredEvent::position)
                            .collectList()
                            .block(LIMIT))
                    .as("%s after %d", criteria, after)
                    .isEqualTo(expected);
            assertThat(store.tail(criteria, after)
                            .map(StoredEvent::position)
                            .take(expected.size())
                            .collectList()
                            .block(LIMIT))
                    .as("tail of %s after %d", criteria, after)
                    .isEqualTo(expected);
        }
    }

    private static List<StoredEvent> asStored(List<NewEvent> events, List<StoredEvent> times) {
        assertThat(times).hasSameSizeAs(events);
        return IntStream.range(0, events.size())
                .mapToObj(i -> asStored(i + 1, events.get(i), times.get(i).recordedAt()))
                .toList();
    }

    private static StoredEvent asStored(long position, NewEvent event, Instant recordedAt) {
        return new StoredEvent(
                position, event.id(), event.type(), event.subject(), recordedAt, event.payload(), event.metadata());
    }
}
