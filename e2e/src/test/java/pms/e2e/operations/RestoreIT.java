package pms.e2e.operations;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import pms.e2e.LocalSystem;
import pms.e2e.Patients;
import pms.e2e.client.Feed;
import pms.e2e.client.Gateway;
import pms.e2e.system.CommandLine;
import pms.e2e.system.Installation;
import pms.e2e.system.Outcome;

/**
 * What {@code docs/how-to/back-up-and-restore.md} says, with a system of its own: it is backed up while somebody works,
 * lost, and restored from the backup and the keys, which were kept in another place.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RestoreIT {
    private static final Path CHECKOUT = Path.of(System.getProperty("pms.checkout", ".."));
    private static final Path FOLDER = CHECKOUT.resolve("e2e/target");

    private final Path backup = FOLDER.resolve("backup").toAbsolutePath().normalize();
    private final Path keys = FOLDER.resolve("backup-of-keys").toAbsolutePath().normalize();
    private Installation lost;
    private Installation system;

    @BeforeAll
    void start() throws IOException {
        CommandLine pms = new CommandLine(CHECKOUT);
        lost = new Installation(pms, FOLDER.resolve("data-lost"), LocalSystem.freePort());
        system = new Installation(pms, FOLDER.resolve("data-restored"), LocalSystem.freePort());
        for (Installation each : List.of(lost, system)) {
            if (Files.exists(each.data())) {
                each.down();
            }
        }
        for (Path old : List.of(lost.data(), system.data(), backup, keys)) {
            delete(old);
        }
        lost.up("--demo").mustSucceed();
    }

    @AfterAll
    void stop() {
        lost.down();
        system.down();
    }

    @Test
    void nothingIsLostThatWasThereWhenTheBackupWasTaken() throws Exception {
        Kept before = new Kept(Gateway.login(lost.url()));
        before.work();
        Map<String, String> answers = before.answers();
        long entries = before.auditEntries(lost);

        List<Kept.Late> late = backUpWhileSomebodyWorks();
        assertPrivateAndWithoutNames();
        Files.move(backup.resolve("keys"), keys);
        lost.down().mustSucceed();
        delete(lost.data());

        assertRefusedWithoutKeys();
        system.pms("restore", backup.toString(), "--keys", keys.toString()).mustSucceed();
        system.up().mustSucceed();

        Kept after = before.at(Gateway.login(system.url()));
        after.awaitAnswers(answers);
        after.assertCutOff(late);
        assertGapless(after.gateway());
        long restored = after.auditEntries(system);
        assertThat(restored).as("entries of the audit log").isGreaterThanOrEqualTo(entries);
        // The log goes on, in a topic that is new.
        after.register(Patients.minimal());
        await().atMost(60, SECONDS).until(() -> after.auditEntries(system) > restored);
    }

    private List<Kept.Late> backUpWhileSomebodyWorks() throws Exception {
        Kept somebody = new Kept(Gateway.login(lost.url()));
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Kept.Late>> working = other.submit(() -> Stream.generate(() -> registered(somebody))
                    .takeWhile(each -> !done.get())
                    .toList());
            try {
                Outcome taken = lost.pms("backup", backup.toString()).mustSucceed();
                assertThat(taken.out()).contains("Backup of ", "who has both can read everything");
            } finally {
                done.set(true);
            }
            return working.get(60, SECONDS);
        }
    }

    /** Some ten a second. */
    private static Kept.Late registered(Kept somebody) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        return somebody.register(Patients.minimal());
    }

    private void assertPrivateAndWithoutNames() throws IOException {
        try (Stream<Path> all = Files.walk(backup)) {
            for (Path each : all.toList()) {
                assertThat(Files.getPosixFilePermissions(each))
                        .as("rights on %s", each)
                        .doesNotContain(
                                PosixFilePermission.GROUP_READ,
                                PosixFilePermission.GROUP_WRITE,
                                PosixFilePermission.OTHERS_READ,
                                PosixFilePermission.OTHERS_WRITE);
                if (Files.isRegularFile(each)) {
                    assertThat(Files.readString(each, StandardCharsets.ISO_8859_1)
                                    .contains(Kept.NAME))
                            .as("a name in clear in %s", each)
                            .isFalse();
                }
            }
        }
    }

    private void assertRefusedWithoutKeys() {
        Outcome refused = system.pms("restore", backup.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains("kek, signing-kek, audit-key", "--keys", "nothing was changed");
        assertThat(system.data()).doesNotExist();
    }

    /** All positions from the first on. */
    private static void assertGapless(Gateway gateway) {
        long last = new Kept(gateway).register(Patients.minimal()).position();
        try (Feed feed = Feed.after(gateway, 0)) {
            await().atMost(120, SECONDS).until(() -> feed.has(last));
            assertThat(feed.positions().stream().filter(it -> it <= last))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, last).boxed().toList());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
