package pms.iac.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pms.cli.runtime.PostgresServer;

/**
 * What the container prepare does to a real PostgreSQL, by an administrator who is no superuser, as on RDS. It needs psql
 * on the path, and is skipped without it.
 */
class PreparationIT {

    private static final String ADMINISTRATOR = "pms";
    private static final String PASSWORD = "administrators";

    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws SQLException {
        Assumptions.assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql"))),
                "needs psql on the path");
        server = PostgresServer.startTemporary();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create role " + ADMINISTRATOR + " login createrole createdb password '" + PASSWORD + "'");
        }
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void makesADatabaseThatTheOwnerMigratesAndTheServiceWorksIn() throws Exception {
        assertThat(prepare("billing", "off", "first").waitFor()).isZero();

        try (Connection owner = connect("billing", "billing_owner", "owner-first")) {
            execute(owner, "create table account (id bigint primary key)");
        }
        try (Connection service = connect("billing", "billing", "first")) {
            execute(service, "insert into account values (1)");
            assertThat(text(service, "select count(*) from account")).isEqualTo("1");
            assertThatThrownBy(() -> execute(service, "create table other (id bigint)"))
                    .as("no tables of its own")
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> execute(service, "drop table account")).isInstanceOf(SQLException.class);
            assertThat(text(
                            service,
                            "select datlocprovider::text || datlocale from pg_database where datname = 'billing'"))
                    .as("sorted alike on each server")
                    .isEqualTo("bC.UTF-8");
        }
    }

    @Test
    void keepsWhatIsThereAndTakesNewPasswords() throws Exception {
        assertThat(prepare("auth", "off", "old").waitFor()).isZero();
        try (Connection owner = connect("auth", "auth_owner", "owner-old")) {
            execute(owner, "create table kept (id bigint); insert into kept values (1)");
        }

        assertThat(prepare("auth", "off", "new").waitFor()).isZero();

        try (Connection service = connect("auth", "auth", "new")) {
            assertThat(text(service, "select count(*) from kept")).isEqualTo("1");
        }
        assertThatThrownBy(() -> connect("auth", "auth", "old")).isInstanceOf(SQLException.class);
    }

    @Test
    void letsTasksThatStartTogetherTakeTurns() throws Exception {
        List<Process> together = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            together.add(prepare(i % 2 == 0 ? "patients" : "analytics", "off", "same"));
        }

        for (Process one : together) {
            assertThat(one.waitFor()).as("exit code").isZero();
        }
    }

    @Test
    void letsNobodyIntoTheDatabaseOfAnother() throws Exception {
        assertThat(prepare("one", "off", "pass").waitFor()).isZero();
        assertThat(prepare("two", "off", "pass").waitFor()).isZero();

        assertThatThrownBy(() -> connect("two", "one", "pass"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void goesOnWhereTheAdministratorMayNotGiveTheRightsToScrub() throws Exception {
        assertThat(prepare("events", "on", "scrubber").waitFor()).isZero();

        try (Connection owner = connect("events", "events_owner", "owner-scrubber")) {
            execute(owner, "create table event (id bigint)");
        }
        try (Connection service = connect("events", "events", "scrubber")) {
            execute(service, "vacuum (full) event");
        }
    }

    @Test
    void failsWhenItCanNotBeDone() throws Exception {
        assertThat(psql("gone", "off", "x", "wrong").waitFor()).isNotZero();
    }

    private static Process prepare(String database, String scrubs, String password) throws IOException {
        return psql(database, scrubs, password, PASSWORD);
    }

    /** As the container calls it. */
    private static Process psql(String database, String scrubs, String password, String administrators)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "set -eu; " + Preparation.DATABASE_SCRIPT)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        var environment = builder.environment();
        environment.put("PGHOST", server.host());
        environment.put("PGPORT", Integer.toString(server.port()));
        environment.put("PGUSER", ADMINISTRATOR);
        environment.put("PGPASSWORD", administrators);
        environment.put("DATABASE", database);
        environment.put("SERVICE_PASSWORD", password);
        environment.put("OWNER_PASSWORD", "owner-" + password);
        environment.put("SCRUBS", scrubs);
        environment.put("SQL", Preparation.sql());
        return builder.start();
    }

    private static Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), database), user, password);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
