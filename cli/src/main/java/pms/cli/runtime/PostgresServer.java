package pms.cli.runtime;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server as a process of its own: loopback only, passwords by scram, durable (fsync, synchronous_commit and
 * full_page_writes are on, and checked at each start). Stopping it is a fast shutdown; whatever was committed is there
 * again at the next start on the same folder, also after a {@code kill -9}.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration STOPPED = Duration.ofSeconds(30);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final PostgresCluster cluster;
    private final Process process;
    private final int port;
    private final @Nullable TemporaryFolder temporary;

    private PostgresServer(PostgresCluster cluster, Process process, int port, @Nullable TemporaryFolder temporary) {
        this.cluster = cluster;
        this.process = process;
        this.port = port;
        this.temporary = temporary;
    }

    /**
     * Starts the server of a folder, which is made when it is missing. A server that an earlier run left on the folder
     * is stopped first.
     *
     * @param log the file that the server's messages are appended to
     */
    public static PostgresServer start(Path folder, int port, Path log) {
        return start(folder, port, log, Map.of(), process -> {});
    }

    /**
     * As above.
     *
     * @param settings of the server, on top of those that all have
     * @param launched gets the process as soon as it runs, before it is ready
     */
    public static PostgresServer start(
            Path folder, int port, Path log, Map<String, String> settings, Consumer<ProcessHandle> launched) {
        return start(new PostgresCluster(folder, log, settings), port, null, launched);
    }

    /** Starts a server for tests: a free port and a folder that goes when the server is closed or the JVM ends. */
    public static PostgresServer startTemporary() {
        return startTemporary(Map.of());
    }

    /** As above, with settings on top of those that all servers have. */
    public static PostgresServer startTemporary(Map<String, String> settings) {
        TemporaryFolder folder = TemporaryFolder.create("postgres");
        return start(
                PostgresCluster.temporary(folder.path(), settings),
                FreePorts.next(),
                folder,
                process -> folder.stopBeforeDelete(process, Signals.Signal.INT));
    }

    private static PostgresServer start(
            PostgresCluster cluster, int port, @Nullable TemporaryFolder temporary, Consumer<ProcessHandle> launched) {
        cluster.prepare();
        Process process = cluster.launch(port);
        launched.accept(process.toHandle());
        PostgresServer server = new PostgresServer(cluster, process, port, temporary);
        try {
            server.awaitReady();
            server.checkDurable();
            return server;
        } catch (RuntimeException failure) {
            Signals.stop(process.toHandle(), Signals.Signal.INT, STOPPED);
            throw failure;
        }
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /**
     * The two roles of a database.
     *
     * @param owner of the role that owns the database and all in it
     * @param service of the role that works with it
     */
    public record Passwords(String owner, String service) {
        /** Without them. */
        @Override
        public String toString() {
            return "Passwords";
        }
    }

    /** The role that owns a database. */
    public static String owner(String database) {
        return database + "_owner";
    }

    /** As {@link #createDatabase(String, Passwords)}, for tests. Returns the new password, which both roles have. */
    public String createDatabase(String name) {
        String password = PrivateFiles.secret();
        createDatabase(name, new Passwords(password, password));
        return password;
    }

    /**
     * Makes a database and its two roles: {@link #owner} owns it and migrates it, the role of its own name reads and
     * writes rows, as far as no migration takes that from it. What exists already stays, with the given passwords.
     */
    public void createDatabase(String name, Passwords passwords) {
        requireName(name);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Roles.create(connection, owner(name), passwords.owner());
            Roles.create(connection, name, passwords.service());
            if (!Roles.exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database %s owner %s".formatted(name, owner(name)));
            }
            statement.execute("revoke all on database %s from public".formatted(name));
            statement.execute("grant connect on database %s to %s".formatted(name, name));
            new DatabaseRights(name, owner(name)).give(() -> connect(name));
        } catch (SQLException failure) {
            throw new RuntimeFailure("Cannot create the database " + name + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * Lets the service of a database take deleted rows out of the server's files at once: write tables anew, begin a new
     * file of the write-ahead log and make a checkpoint, after which the old files go.
     */
    public void allowScrubbing(String database) {
        requireName(database);
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("grant pg_checkpoint to " + database);
            // Rights on a function hold in the database that they were given in.
            statement.execute("grant execute on function pg_switch_wal() to " + database);
            new DatabaseRights(database, owner(database)).letMaintain(statement);
        } catch (SQLException failure) {
            throw new RuntimeFailure("Cannot let " + database + " scrub: " + failure.getMessage(), failure);
        }
    }

    /**
     * Lets the service of a database make schemas in it, which are its own: the generations of its views. What the owner has
     * made stays out of its reach.
     */
    public void allowGenerations(String database) {
        requireName(database);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("grant create on database %s to %s".formatted(database, database));
        } catch (SQLException failure) {
            throw new RuntimeFailure("Cannot let " + database + " make schemas: " + failure.getMessage(), failure);
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("No name of a database: " + name);
        }
    }

    /** The value of a setting as the running server has it. */
    public String show(String setting) {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement("select current_setting(?)")) {
            query.setString(1, setting);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException failure) {
            throw new RuntimeFailure("Cannot ask PostgreSQL for " + setting, failure);
        }
    }

    /** A connection as the superuser. */
    public Connection connect() throws SQLException {
        return connect("postgres");
    }

    private Connection connect(String database) throws SQLException {
        return new Superuser(port, cluster.password()).connect(database);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            Signals.stop(process.toHandle(), Signals.Signal.INT, STOPPED);
        }
        if (temporary != null) {
            temporary.close();
        }
    }

    private void awaitReady() {
        boolean done = Waiting.until(READY, () -> !process.isAlive() || accepts());
        if (!done || !process.isAlive()) {
            throw new RuntimeFailure("PostgreSQL does not start: " + Launch.lastLine(cluster.log()));
        }
    }

    private boolean accepts() {
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void checkDurable() {
        for (String setting : PostgresCluster.DURABLE) {
            if (!show(setting).equals("on")) {
                throw new RuntimeFailure("PostgreSQL runs with " + setting + " off");
            }
        }
    }
}
