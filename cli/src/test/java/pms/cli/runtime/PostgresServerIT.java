package pms.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @TempDir
    private Path folder;

    @Test
    void isDurable() {
        try (PostgresServer server = start()) {
            assertThat(PostgresCluster.DURABLE)
                    .allSatisfy(setting ->
                            assertThat(server.show(setting)).as(setting).isEqualTo("on"));
        }
    }

    @Test
    void keepsWhatWasCommittedWhenItIsKilled() throws Exception {
        try (PostgresServer server = start()) {
            execute(server, "create table kept (id int)", "insert into kept values (1)");
            server.process().destroyForcibly();
            server.process().onExit().get(30, TimeUnit.SECONDS);
        }

        try (PostgresServer again = start()) {
            assertThat(count(again)).isEqualTo(1);
        }
    }

    @Test
    void stopsAServerThatAnEarlierRunLeft() throws Exception {
        PostgresServer left = start();
        execute(left, "create table kept (id int)", "insert into kept values (1)");

        try (PostgresServer again = start()) {
            assertThat(left.process().isAlive()).as("two servers on one folder").isFalse();
            assertThat(count(again)).isEqualTo(1);
        }
    }

    @Test
    void leavesAProcessAloneThatGotThePidOfAServer() throws Exception {
        start().close();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        Path lock = folder.resolve("cluster/data/postmaster.pid");
        Files.writeString(lock, stranger.pid() + "\n/elsewhere\n1000000000\n5432\n\n127.0.0.1\n");

        try (PostgresServer server = start()) {
            assertThat(stranger.isAlive()).isTrue();
            assertThat(server.show("fsync")).isEqualTo("on");
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void givesEachRoleItsOwnDatabaseOnly() throws Exception {
        try (PostgresServer server = start()) {
            server.createDatabase("events");
            String password = server.createDatabase("patients");

            try (Connection own = connect(server, "patients", "patients", password)) {
                assertThat(own.isValid(5)).isTrue();
            }
            assertThatThrownBy(() -> connect(server, "events", "patients", password))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> connect(server, "patients", "patients", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    /** As data folders had it where a service owned its database. */
    @Test
    void handsADatabaseOverThatItsServiceOwned() throws Exception {
        try (PostgresServer server = start()) {
            execute(server, "create role events login password 'old'");
            execute(server, "create database events owner events");
            try (Connection old = connect(server, "events", "events", "old");
                    var statement = old.createStatement()) {
                statement.execute("create schema keys; create table keys.kept (n int); create table log (n int)");
                statement.execute("insert into log values (1)");
            }

            server.createDatabase("events", new PostgresServer.Passwords("owner", "new"));
            try (Connection owner = connect(server, "events", "events_owner", "owner");
                    var statement = owner.createStatement()) {
                statement.execute("alter table log add m int; revoke update on log from events");
            }
            server.createDatabase("events", new PostgresServer.Passwords("owner", "new"));

            try (Connection service = connect(server, "events", "events", "new");
                    var statement = service.createStatement()) {
                statement.execute("insert into keys.kept values (1); insert into log values (2)");
                assertThatThrownBy(() -> statement.execute("update log set n = 3"))
                        .as("what a migration took stays taken")
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> statement.execute("drop table log")).hasMessageContaining("must be owner");
            }
        }
    }

    @Test
    void isFastForTestsAndTakesTheirSettings() {
        try (PostgresServer server = PostgresServer.startTemporary()) {
            assertThat(server.show("wal_recycle")).isEqualTo("on");
            assertThat(server.show("log_error_verbosity")).isEqualTo("terse");
        }
        try (PostgresServer server = PostgresServer.startTemporary(Map.of("wal_recycle", "off", "jit", "on"))) {
            assertThat(server.show("wal_recycle")).isEqualTo("off");
            assertThat(server.show("jit")).as("a setting of all servers").isEqualTo("on");
        }
    }

    @Test
    void logsNoContentOfARow() throws Exception {
        try (PostgresServer server = start()) {
            execute(server, "create table kept (name text primary key)");
            execute(server, "insert into kept values ('Marked Person')");

            assertThatThrownBy(() -> execute(server, "insert into kept values ('Marked Person')"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Marked Person");
        }
        assertThat(folder.resolve("postgres.log"))
                .content()
                .contains("duplicate key value")
                .doesNotContain("Marked Person");
    }

    @Test
    void saysWhenThePortIsTaken() {
        int port = FreePorts.next();
        try (PostgresServer first = PostgresServer.start(folder.resolve("one"), port, folder.resolve("one.log"))) {
            assertThatThrownBy(() -> PostgresServer.start(folder.resolve("two"), port, folder.resolve("two.log")))
                    .isInstanceOf(RuntimeFailure.class)
                    .hasMessageStartingWith("PostgreSQL does not start");
            assertThat(first.process().isAlive()).isTrue();
        }
    }

    @Test
    void refusesTheDataOfAnotherVersion() throws Exception {
        start().close();
        Files.writeString(folder.resolve("cluster/data/PG_VERSION"), "12\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("is of PostgreSQL 12, this is 18");
    }

    private PostgresServer start() {
        return PostgresServer.start(folder.resolve("cluster"), FreePorts.next(), folder.resolve("postgres.log"));
    }

    private static Connection connect(PostgresServer server, String database, String user, String password)
            throws SQLException {
        String url = "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), database);
        return DriverManager.getConnection(url, user, password);
    }

    private static void execute(PostgresServer server, String... statements) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int count(PostgresServer server) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from kept")) {
            row.next();
            return row.getInt(1);
        }
    }
}
