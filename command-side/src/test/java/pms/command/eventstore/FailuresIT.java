package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that die before, in and after a commit, and databases that refuse. */
class FailuresIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);

    private StoreDatabase database;
    private FlakyProxy proxy;
    private PostgresEventStore store;

    @BeforeEach
    void start() {
        database = StoreDatabase.create();
        proxy = new FlakyProxy(StoreDatabase.serverPort());
        store = database.startStoreThrough(proxy.port(), Settings.patience(SHORT, SHORT));
        assertThat(append(Events.event("warm")).outcome()).isEqualTo("1");
    }

    @AfterEach
    void stop() throws IOException {
        store.close().block(LIMIT);
        proxy.close();
        database.close();
    }

    @Test
    void anAppendWhoseAnswerWasLostAfterTheCommitIsNotWrittenTwice() {
        proxy.loseAnswers();
        NewEvent event = Events.event("x");
        Attempt attempt = Attempt.start(
                store.append(List.of(event, Events.event()), new AppendCondition(Criteria.anyTagOf("x"), 0)));
        awaitHead(3);
        assertThat(attempt.isDone()).as("nobody can know yet").isFalse();

        proxy.cut();

        assertThat(attempt.outcome()).isEqualTo("2");
        assertThat(attempt.appended().lastPosition()).isEqualTo(3);
        assertThat(store.read(Criteria.everything(), 1).collectList().block(LIMIT))
                .extracting(StoredEvent::id)
                .startsWith(event.id())
                .hasSize(2);
        assertThat(store.read(Criteria.everything(), 1).blockFirst(LIMIT))
                .extracting(StoredEvent::recordedAt)
                .isEqualTo(attempt.appended().recordedAt());
        assertThat(append(Events.event()).outcome()).isEqualTo("4");
    }

    @Test
    void anAppendWhoseBackendDiedInTheCommitIsWrittenOnce() {
        atCommit("perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5);", 2);
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            attempts.add(append(Events.event("x" + i)));
        }

        assertThat(attempts.stream().map(Attempt::outcome)).doesNotHaveDuplicates();
        assertThat(store.head().block(LIMIT)).isEqualTo(21);
        assertThat(database.count("select count(distinct id) from event")).isEqualTo(21);
    }

    @Test
    void aRefusalThatPassesIsRetried() {
        atCommit("raise exception 'try again' using errcode = 'serialization_failure';", 2);
        assertThat(append(Events.event()).outcome()).isEqualTo("2");
    }

    @Test
    void aRefusalThatDoesNotPassEndsAsUnavailable() {
        atCommit("raise exception 'disk full' using errcode = 'disk_full';", Integer.MAX_VALUE);
        assertThat(append(Events.event()).outcome()).isEqualTo("StoreUnavailable");
        database.execute("drop trigger failing on event");
        assertThat(append(Events.event()).outcome()).isEqualTo("2");
    }

    @Test
    void anAppendThatTheDatabaseRefusesDoesNotSpoilTheOthersOfItsBatch() {
        database.execute("alter table event add constraint no_bad check (type <> 'Bad')");
        List<Attempt> attempts = new ArrayList<>();
        try (HeadLock lock = database.lockHead()) {
            attempts.add(append(Events.event()));
            lock.awaitWaitingCommit();
            attempts.add(append(Events.event()));
            attempts.add(append(Events.typed("Bad")));
            attempts.add(append(Events.event()));
        }
        assertThat(attempts.stream().map(Attempt::outcome)).containsExactly("2", "3", "StoreFailure", "4");
    }

    @Test
    void appendsEndAsUnavailableWhileTheDatabaseIsAwayAndWorkWhenItIsBack() {
        proxy.goDown();
        Attempt first = append(Events.event("first")); // perhaps sent before the store saw the end of the connection
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> append(Events.event()).outcome().equals("StoreUnavailable"));

        proxy.comeBack();

        assertThat(append(Events.event()).outcome()).matches("[2-9]");
        boolean firstStored = first.outcome().equals("2");
        assertThat(store.read(Criteria.anyTagOf("first"), 0).count().block(LIMIT))
                .as("told as it is: %s", first.outcome())
                .isEqualTo(firstStored ? 1 : 0);
        assertThat(store.head().block(LIMIT)).isEqualTo(database.count("select count(*) from event"));
    }

    @Test
    void anAppendThatMayBeStoredIsNeverToldAsUnwritten() {
        proxy.loseAnswers();
        Attempt sent = append(Events.event("x"));
        awaitHead(2);
        database.execute("alter function append_events rename to gone");

        proxy.cut();

        assertThat(sent.outcome()).as("the database refuses to say").isEqualTo("AppendUnknown");
        database.execute("alter function gone rename to append_events");
        assertThat(store.read(Criteria.anyTagOf("x"), 0).count().block(LIMIT)).isEqualTo(1);
        assertThat(append(Events.event()).outcome()).isEqualTo("3");
    }

    @Test
    void closingWhileTheDatabaseIsAwayTellsTheUnknownFromTheUnwritten() {
        proxy.loseAnswers();
        Attempt sent = append(Events.event());
        awaitHead(2);
        Attempt waiting = append(Events.event());

        store.close().block(LIMIT);

        assertThat(sent.outcome()).isEqualTo("AppendUnknown");
        assertThat(waiting.outcome()).isEqualTo("StoreUnavailable");
        assertThat(append(Events.event()).outcome()).isEqualTo("StoreClosed");
        assertThat(database.count("select count(*) from event")).isEqualTo(2);
    }

    private Attempt append(NewEvent event) {
        return Attempt.start(store.append(List.of(event), AppendCondition.none()));
    }

    private void awaitHead(long head) {
        Awaitility.await().atMost(LIMIT).until(() -> database.count("select position from event_head") == head);
    }

    /** Fails the first commits. A sequence counts them, since it remembers what is rolled back. */
    private void atCommit(String failure, int times) {
        database.execute("create sequence failures");
        database.execute("create function fail() returns trigger language plpgsql as $$ begin"
                + " if nextval('failures') <= " + times + " then " + failure + " end if; return null; end $$");
        database.execute("create constraint trigger failing after insert on event"
                + " deferrable initially deferred for each row execute function fail()");
    }
}
