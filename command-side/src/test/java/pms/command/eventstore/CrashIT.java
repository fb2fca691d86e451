package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.command.eventstore.CrashLoad.Ended;

/** Connections, their processes and the whole server die under load: answers stay true, and no reader skips. */
class CrashIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final EventStoreSettings IMPATIENT =
            Settings.patience(Duration.ofMillis(300), Duration.ofMillis(300));
    private static final int PAYLOAD_BYTES = 200;
    private static final int BETWEEN = 100;
    private static final int ROUNDS = 10;

    @TempDir
    private static Path folder;

    private static OwnServer server;

    private StoreDatabase database;
    private PostgresEventStore store;
    private CrashLoad load;
    private Follower follower;

    @BeforeAll
    static void startServer() {
        server = OwnServer.start(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void start() {
        database = server.createDatabase();
        store = database.startStore(IMPATIENT);
        follower = Follower.start(store);
        load = CrashLoad.start(store, PAYLOAD_BYTES);
    }

    @AfterEach
    void stop() {
        if (!server.isRunning()) {
            server.restart();
        }
        store.close().block(LIMIT);
        database.close();
    }

    @Test
    void connectionsThatAreEndedInTheMiddleOfCommits() {
        for (int round = 0; round < 12; round++) {
            load.awaitAcknowledged(BETWEEN);
            assertThat(database.killBackends().block(LIMIT)).isPositive();
        }
        load.awaitAcknowledged(BETWEEN);
        assertAnswersAreTrue(load.stop());
    }

    @Test
    void processesThatAreKilledInTheMiddleOfCommits() {
        for (int round = 0; round < 3; round++) {
            load.awaitAcknowledged(BETWEEN);
            server.killCommittingBackend();
        }
        load.awaitAcknowledged(BETWEEN);
        assertAnswersAreTrue(load.stop());
    }

    @Test
    void aServerThatIsKilledAndStartedAgain() {
        for (int round = 0; round < 3; round++) {
            load.awaitAcknowledged(BETWEEN);
            server.kill();
            load.awaitFailure();
            server.restart();
        }
        load.awaitAcknowledged(BETWEEN);
        assertAnswersAreTrue(load.stop());
    }

    /** A server may die between two batches, when there is nothing that is not known: then once more. */
    @Test
    void outcomesThatAStoreClosedWithoutTheServerDidNotKnow() {
        boolean unknown = isUnknownAfterADeath();
        for (int round = 1; round < ROUNDS && !unknown; round++) {
            stop();
            start();
            unknown = isUnknownAfterADeath();
        }
        assertThat(unknown).as("some were on their way when the server died").isTrue();
    }

    private boolean isUnknownAfterADeath() {
        load.awaitAcknowledged(BETWEEN);
        server.kill();
        store.close().block(LIMIT);
        List<Ended> ended = load.stop();

        server.restart();
        store = database.startStore();
        follower.goOn(store);
        assertAnswersAreTrue(ended);
        return ended.stream().anyMatch(Ended::isUnknown);
    }

    private void assertAnswersAreTrue(List<Ended> ended) {
        CrashVerdict.check(store, ended);
        follower.assertSawAllUpTo(database.count("select position from event_head"));
    }
}
