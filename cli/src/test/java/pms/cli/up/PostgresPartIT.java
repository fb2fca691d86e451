package pms.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.PostgresServer;

/** The server as {@code pms up} starts it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPartIT {
    private static final Map<String, PostgresServer.Passwords> PASSWORDS = Stream.of(
                    "events", "patients", "billing", "analytics", "auth")
            .collect(Collectors.toMap(n -> n, n -> new PostgresServer.Passwords("owner", n)));
    private static final String NOT_ALLOWED = "42501";

    private final int port = FreePorts.next();

    @SuppressWarnings("NullAway.Init")
    private ProcessHandle process;

    @BeforeAll
    void start(@TempDir Path parent) throws Exception {
        DataFolder data = new DataFolder(parent.resolve("data"));
        data.open();
        PostgresPart part = new PostgresPart(data, port, PASSWORDS);
        part.start(launched -> process = launched);
        // As at each start but the first.
        process.destroy();
        process.onExit().get(30, TimeUnit.SECONDS);
        part.start(launched -> process = launched);
    }

    @AfterAll
    void stop() throws Exception {
        process.destroy();
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    @Test
    void keepsNeitherOldFilesOfItsLogNorRowsInItsMessages() throws Exception {
        assertThat(show("wal_recycle")).isEqualTo("off");
        assertThat(show("log_error_verbosity")).isEqualTo("terse");
        assertThat(show("log_min_error_statement")).isEqualTo("panic");
        assertThat(show("log_parameter_max_length_on_error")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "patients"})
    void letsThoseScrubThatKeepPersons(String role) {
        assertThatCode(() -> execute(role, "select pg_switch_wal()")).doesNotThrowAnyException();
        assertThatCode(() -> execute(role, "checkpoint")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"billing", "analytics", "auth"})
    void givesOthersNothingMore(String role) {
        assertThatThrownBy(() -> execute(role, "select pg_switch_wal()"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(NOT_ALLOWED));
        assertThatThrownBy(() -> execute(role, "checkpoint"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(NOT_ALLOWED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "patients", "billing", "analytics", "auth"})
    void letsAServiceWorkWithRowsAlone(String role) throws Exception {
        executeAsOwner(role, "create schema if not exists apart");
        for (String table : List.of("kept", "apart.kept")) {
            executeAsOwner(role, "create table %s (n int); ".formatted(table));
            execute(role, "insert into %s values (1)".formatted(table));
            execute(role, "update %s set n = 2".formatted(table));
            execute(role, "delete from %s".formatted(table));
            refused(role, "truncate " + table);
            refused(role, "drop table " + table);
            refused(role, "alter table %s add m int".formatted(table));
        }
        refused(role, "create table mine (n int)");
        refused(role, "create temporary table mine (n int)");
        refused(role, "create role mine");
        refused(role, "copy kept to program 'true'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"patients", "analytics"})
    void letsThoseMakeSchemasOfTheirOwnThatKeepViews(String role) throws Exception {
        executeAsOwner(role, "create table owned (n int)");
        execute(role, "create schema views");
        execute(role, "create table views.shown (n int)");
        execute(role, "alter schema views rename to views_1");
        execute(role, "drop schema views_1 cascade");
        refused(role, "create table public.shown (n int)");
        refused(role, "alter table owned rename to taken");
        refused(role, "alter table owned set schema views_2");
        refused(role, "alter schema public rename to views_2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "billing", "auth"})
    void letsNobodyElseMakeSchemas(String role) {
        refused(role, "create schema mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "patients", "billing", "analytics", "auth"})
    void letsNobodyIntoAnothersDatabase(String role) {
        PASSWORDS.keySet().stream()
                .filter(other -> !other.equals(role))
                .forEach(other -> assertThatThrownBy(() -> DriverManager.getConnection(url(other), role, role)
                                .close())
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refused -> assertThat(refused.getSQLState()).isEqualTo(NOT_ALLOWED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "patients"})
    void letsThoseWriteTheirTablesAnewThatKeepPersons(String role) throws Exception {
        executeAsOwner(role, "create table scrubbed (n int)");

        execute(role, "vacuum full scrubbed");

        executeAsOwner(role, "insert into scrubbed select generate_series(1, 1000)");
        assertThat(filenode(role)).as("written anew").isNotEqualTo(filenodeAfterScrub(role));
    }

    private String filenodeAfterScrub(String role) throws SQLException {
        execute(role, "vacuum full scrubbed");
        return filenode(role);
    }

    private String filenode(String role) throws SQLException {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_relation_filenode('scrubbed')")) {
            row.next();
            return row.getString(1);
        }
    }

    private void refused(String role, String sql) {
        assertThatThrownBy(() -> execute(role, sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(NOT_ALLOWED));
    }

    private void executeAsOwner(String database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(url(database), PostgresServer.owner(database), "owner");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = connect("auth");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String role, String sql) throws SQLException {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(role), role, role);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }
}
