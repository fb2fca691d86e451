package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Appends that come into one batch are decided as if each had come alone, in their order. */
class OneBatchIT {

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
    void anAppendConflictsWithAnAcceptedOneOfItsBatchAndNotWithARefusedOne() {
        List<Attempt> answers = new ArrayList<>();
        try (HeadLock lock = database.lockHead()) {
            answers.add(append(AppendCondition.none(), "plug"));
            lock.awaitWaitingCommit();
            answers.add(append(forbid("x"), "x"));
            answers.add(append(forbid("x"), "y"));
            answers.add(append(forbid("y"), "z"));
            answers.add(append(forbid("z"), "w"));
            answers.add(append(forbid("w"), "v"));
            answers.add(append(new AppendCondition(Criteria.anyOf(Criterion.tagged("x", "z")), 0), "u"));
            answers.add(append(
                    new AppendCondition(Criteria.anyOf(new Criterion(Set.of("x"), Set.of("Other"))), 0), "t"));
            answers.add(append(new AppendCondition(Criteria.everything(), 0), "s"));
        }

        assertThat(answers.stream().map(Attempt::outcome))
                .containsExactly("1", "2", "AppendConflict", "3", "AppendConflict", "4", "5", "6", "AppendConflict");
        assertThat(database.count("select count(distinct recorded_at) from event where position > 1"))
                .as("one batch")
                .isEqualTo(1);
    }

    @Test
    void theSameEventsTwiceInTheQueueAreWrittenOnce() {
        NewEvent event = Events.event("x");
        AppendCondition condition = forbid("x");
        Attempt first;
        Attempt again;
        Attempt mixed;
        try (HeadLock lock = database.lockHead()) {
            append(AppendCondition.none(), "plug");
            lock.awaitWaitingCommit();
            first = Attempt.start(store.append(List.of(event), condition));
            again = Attempt.start(store.append(List.of(event), condition));
            mixed = Attempt.start(store.append(List.of(event, Events.event()), AppendCondition.none()));
        }

        assertThat(first.outcome()).isEqualTo("2");
        assertThat(again.appended()).isEqualTo(first.appended());
        assertThat(mixed.outcome()).isEqualTo("InvalidAppend");
        assertThat(store.head().block(LIMIT)).isEqualTo(2);
    }

    @Test
    void aConflictIsFoundThoughTheBatchFillsUp() {
        int racers = 300;
        List<Attempt> answers = new ArrayList<>();
        try (HeadLock lock = database.lockHead()) {
            append(AppendCondition.none(), "plug");
            lock.awaitWaitingCommit();
            for (int i = 0; i < racers; i++) {
                answers.add(append(forbid("hot"), "hot"));
            }
        }

        assertThat(answers.stream().map(Attempt::outcome)).containsOnlyOnce("2");
        assertThat(store.head().block(LIMIT)).isEqualTo(2);
    }

    @Test
    void anAppendThatIsCancelledWhileItWaitsIsNotWritten() {
        Attempt after;
        try (HeadLock lock = database.lockHead()) {
            append(AppendCondition.none(), "plug");
            lock.awaitWaitingCommit();
            Attempt cancelled = append(AppendCondition.none(), "cancelled");
            after = append(AppendCondition.none(), "after");
            cancelled.cancel();
        }

        assertThat(after.outcome()).isEqualTo("2");
        assertThat(store.head().block(LIMIT)).isEqualTo(2);
    }

    private Attempt append(AppendCondition condition, String tag) {
        return Attempt.start(store.append(List.of(Events.event(tag)), condition));
    }

    private static AppendCondition forbid(String tag) {
        return new AppendCondition(Criteria.anyTagOf(tag), 0);
    }
}
