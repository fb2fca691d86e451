package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.command.eventstore.CrashLoad.Ended;

/** A disk gets full under load and has room again later: typed errors, then everything goes on. */
class FullDiskIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final EventStoreSettings IMPATIENT =
            Settings.patience(Duration.ofMillis(300), Duration.ofMillis(300));
    private static final int PAYLOAD_BYTES = 8_000;
    private static final int SOME = 200;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsASmallDisk() throws IOException {
        assumeTrue(SmallDisk.isSupported(), "a small disk is a mounted tmpfs, for which one must be root on Linux");
    }

    @Test
    void theDiskOfAllFiles() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, 256);
                OwnServer server = OwnServer.start(folder.resolve("server"))) {
            assertErrorsThenRecovery(disk, server);
        }
    }

    /** Here PostgreSQL panics, for it can't go on without its log. */
    @Test
    void theDiskOfTheWriteAheadLog() throws IOException {
        OwnServer.start(folder).close();
        Path log = folder.resolve("cluster/data/pg_wal");
        Path before = folder.resolve("pg_wal.before");
        SmallDisk.run("cp", "-a", log.toString(), before.toString());
        try (SmallDisk disk = SmallDisk.mount(log, 64)) {
            SmallDisk.run("cp", "-a", before + "/.", log.toString());
            try (OwnServer server = OwnServer.start(folder)) {
                assertErrorsThenRecovery(disk, server);
            }
        }
    }

    private static void assertErrorsThenRecovery(SmallDisk disk, OwnServer server) throws IOException {
        try (StoreDatabase database = server.createDatabase()) {
            PostgresEventStore store = database.startStore(IMPATIENT);
            Follower follower = Follower.start(store);
            CrashLoad load = CrashLoad.start(store, PAYLOAD_BYTES);
            load.awaitAcknowledged(SOME);
            disk.fill(1_000_000);
            load.awaitFailure();

            disk.free();
            int then = load.acknowledged();
            Awaitility.await().atMost(LIMIT).until(() -> load.acknowledged() > then || !server.isRunning());
            if (!server.isRunning()) {
                server.restart();
            }
            load.awaitAcknowledged(SOME);

            List<Ended> ended = load.stop();
            assertThat(ended)
                    .extracting(Ended::refusal)
                    .doesNotHaveAnyElementsOfTypes(StoreFailure.class, AppendUnknown.class);
            CrashVerdict.check(store, ended);
            follower.assertSawAllUpTo(database.count("select position from event_head"));
            store.close().block(LIMIT);
        }
    }
}
