package pms.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.BaseBackup;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.PostgresCopy;
import pms.cli.runtime.PostgresServer;
import pms.cli.runtime.RuntimeFailure;

/** With PostgreSQL alone, of which a backup is made while it runs and while it does not. */
class BackupIT {
    private static final int ROWS_BEFORE = 1_000;

    @TempDir
    private Path folder;

    private DataFolder data;

    @BeforeEach
    void open() throws Exception {
        data = new DataFolder(folder.resolve("data"));
        data.open();
        try (PostgresServer server = start(data.postgres())) {
            execute(server, "create table kept (id bigint generated always as identity primary key)");
            execute(server, "insert into kept select from generate_series(1, " + ROWS_BEFORE + ")");
            execute(server, "create database patients");
        }
    }

    @AfterEach
    void letItBeDeleted() throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(file -> file.endsWith("postmaster.pid")))
                    .as("servers left running")
                    .isEmpty();
        }
    }

    @Test
    void hasOneMomentOfAServerThatIsWrittenTo() throws Exception {
        Path copy = folder.resolve("copy");
        AtomicBoolean done = new AtomicBoolean();
        try (PostgresServer server = start(data.postgres())) {
            CompletableFuture<Long> writing = CompletableFuture.supplyAsync(() -> write(server, done));
            try {
                new BaseBackup(data.postgres(), server.port()).copyTo(copy, bytes -> {});
            } finally {
                done.set(true);
            }
            assertThat(writing.join()).isPositive();
        }

        new PostgresCopy(copy).settleWithout("patients", folder.resolve("start.log"));

        try (PostgresServer restored = start(copy)) {
            long rows = number(restored, "select count(*) from kept");
            assertThat(rows).isGreaterThanOrEqualTo(ROWS_BEFORE);
            assertThat(number(restored, "select max(id) from kept"))
                    .as("what was committed first is there: no row is missing in between")
                    .isEqualTo(rows);
            assertThat(number(restored, "select count(*) from pg_database where datname = 'patients'"))
                    .isZero();
        }
    }

    @Test
    void ofAStoppedSystemIsPrivateAndCanBeRestored() throws Exception {
        Files.writeString(Files.createDirectory(data.keys()).resolve("kek"), "key");
        Files.writeString(data.root().resolve("settings"), "demo=true\n");
        Path backup = folder.resolve("backup");
        DataFolder restored = new DataFolder(folder.resolve("restored"));

        call(new BackupCommand(), backup, data);
        call(new RestoreCommand(), backup, restored);

        try (Stream<Path> all = Files.walk(backup)) {
            assertThat(all)
                    .allSatisfy(each -> assertThat(Files.getPosixFilePermissions(each))
                            .doesNotContain(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ));
        }
        assertThat(backup.resolve("keys/lock")).doesNotExist();
        assertThat(Files.readString(restored.keys().resolve("kek"))).isEqualTo("key");
        try (PostgresServer server = start(restored.postgres())) {
            assertThat(number(server, "select count(*) from kept")).isEqualTo(ROWS_BEFORE);
        }
    }

    @Test
    void isRefusedIntoAFolderThatIsNotEmpty() throws Exception {
        Path backup = Files.createDirectory(folder.resolve("backup"));
        Files.writeString(backup.resolve("mine"), "mine");

        assertThatThrownBy(() -> call(new BackupCommand(), backup, data))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("is not empty; nothing was changed");
        assertThat(backup.toFile().list()).containsExactly("mine");
    }

    private static void call(Callable<Integer> command, Path backup, DataFolder data) throws Exception {
        new CommandLine(command)
                .parseArgs(backup.toString(), "--data", data.root().toString());
        assertThat(command.call()).isZero();
    }

    /** Until told to end; how many rows. */
    private static long write(PostgresServer server, AtomicBoolean done) {
        long rows = 0;
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            while (!done.get()) {
                rows += statement.executeUpdate("insert into kept default values");
            }
            return rows;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private PostgresServer start(Path postgres) {
        return PostgresServer.start(postgres, FreePorts.next(), folder.resolve("postgres.log"));
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
