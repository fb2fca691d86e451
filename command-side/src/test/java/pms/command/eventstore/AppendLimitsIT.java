package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What the store does not take ends in a typed error, and nothing is written. {@link AppendLimitsTest} has all limits. */
class AppendLimitsIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int HEAD = 3;

    private StoreDatabase database;
    private PostgresEventStore store;

    @BeforeEach
    void start() {
        database = StoreDatabase.create();
        store = database.startStore();
        List<NewEvent> events =
                IntStream.range(0, HEAD).mapToObj(n -> Events.event("x")).toList();
        assertThat(store.append(events, AppendCondition.none()).block(LIMIT)).isNotNull();
    }

    @AfterEach
    void stop() {
        store.close().block(LIMIT);
        database.close();
    }

    @Test
    void refusesInvalidEventsBeforeAnythingIsWritten() {
        assertRefused(event(new byte[1024 * 1024 + 1], Set.of()), InvalidAppend.class);
        assertRefused(event(new byte[0], tags(65)), InvalidAppend.class);
        assertRefused(event(new byte[0], Set.of("")), InvalidAppend.class);
    }

    @Test
    void writesWhatIsJustAtTheLimits() {
        NewEvent event = event(new byte[1024 * 1024 - 10_000], tags(64));
        StepVerifier.create(store.append(List.of(event), AppendCondition.none())
                        .thenMany(store.read(Criteria.anyOf(new Criterion(tags(64), Set.of(event.type()))), HEAD)))
                .assertNext(stored -> assertThat(stored.payload()).isEqualTo(event.payload()))
                .verifyComplete();
    }

    /** Such a position comes from another log, or from this one before it was restored: what is there must be read again. */
    @Test
    void refusesAConditionOnAPositionThatTheLogHasNot() {
        for (long unknown : List.of(HEAD + 1L, Long.MAX_VALUE - 1)) {
            StepVerifier.create(store.append(
                            List.of(Events.event()), new AppendCondition(Criteria.anyTagOf("nobody"), unknown)))
                    .verifyErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(AppendConflict.class)
                            .hasMessageContaining(String.valueOf(unknown)));
        }
        assertNothingWasWritten();
        assertThatThrownBy(() -> new AppendCondition(Criteria.everything(), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsNothingBehindTheHeadAndTellsWhereItIs() {
        StepVerifier.create(store.pages(Criteria.everything(), HEAD + 5))
                .assertNext(page -> {
                    assertThat(page.events()).isEmpty();
                    assertThat(page.head()).isEqualTo(HEAD);
                    assertThat(page.last()).isTrue();
                })
                .verifyComplete();
    }

    @Test
    void refusesToReadFromBeforeTheBeginning() {
        assertThatThrownBy(() -> store.read(Criteria.everything(), -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.readAll(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.tail(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertRefused(NewEvent event, Class<? extends EventStoreException> type) {
        StepVerifier.create(store.append(List.of(Events.event(), event), AppendCondition.none()))
                .verifyError(type);
        assertNothingWasWritten();
    }

    private void assertNothingWasWritten() {
        assertThat(database.count("select position from event_head")).isEqualTo(HEAD);
        assertThat(database.count("select count(*) from event")).isEqualTo(HEAD);
        assertThat(database.count("select count(*) from event_tag")).isEqualTo(HEAD);
    }

    private static NewEvent event(byte[] payload, Set<String> tags) {
        return new NewEvent(Events.id(), Events.TYPE, "subject", payload, Map.of(), tags);
    }

    private static Set<String> tags(int count) {
        return IntStream.range(0, count).mapToObj(n -> "tag" + n).collect(Collectors.toSet());
    }
}
