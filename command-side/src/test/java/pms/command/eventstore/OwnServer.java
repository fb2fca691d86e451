package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.PostgresServer;

/** A PostgreSQL server that one test has for itself, and kills. */
final class OwnServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(5);

    private static final String COMMITTING =
            "select pid from pg_stat_activity where state = 'active' and query like 'select base, %append_events%'";

    private final Path folder;
    private final int port = FreePorts.next();
    private PostgresServer server;

    private OwnServer(Path folder) {
        this.folder = folder;
        this.server = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    static OwnServer start(Path folder) {
        return new OwnServer(folder);
    }

    StoreDatabase createDatabase() {
        return StoreDatabase.createOn(server);
    }

    boolean isRunning() {
        return server.process().isAlive();
    }

    /** Kills the process of a connection that is in a commit. The server ends all others and recovers. */
    void killCommittingBackend() {
        long pid = Awaitility.await()
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(this::committingBackend, Optional::isPresent)
                .orElseThrow();
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly))
                .as("killed")
                .contains(true);
    }

    /** Kills the server with all its processes, the first one first. */
    void kill() {
        List<ProcessHandle> all = Stream.concat(
                        Stream.of(server.process()), server.process().descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(LIMIT).until(() -> all.stream().noneMatch(OwnServer::runs));
    }

    /** Starts it again on the same files and port. */
    void restart() {
        server = launch();
    }

    @Override
    public void close() {
        server.close();
    }

    private PostgresServer launch() {
        return PostgresServer.start(folder.resolve("cluster"), port, folder.resolve("postgres.log"));
    }

    private Optional<Long> committingBackend() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(COMMITTING)) {
            return found.next() ? Optional.of(found.getLong(1)) : Optional.empty();
        }
    }

    /** A killed process that nobody asked for its exit code stays in the table, but has no program any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
