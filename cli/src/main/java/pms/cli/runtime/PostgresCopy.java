package pms.cli.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Files of a server that were copied, on which none runs.
 *
 * @param folder as {@link PostgresServer#start} wants it
 */
public record PostgresCopy(Path folder) {
    private static final Duration STOPPED = Duration.ofSeconds(60);

    /** Files of the write-ahead log go after a checkpoint, and with them what was in the database that is dropped. */
    private static final Map<String, String> SETTINGS = Map.of("wal_recycle", "off");

    /** Gives the files to the user whom PostgreSQL runs as. */
    public void own() {
        try {
            Unprivileged.find().own(folder);
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot give " + folder + " to PostgreSQL: " + failure.getMessage(), failure);
        }
    }

    /**
     * Starts a server on the files, which shows that they are whole, drops a database, and stops the server in order: no
     * recovery is left to do, and no file has anything of that database.
     *
     * @param log the file for the server's messages
     */
    public void settleWithout(String database, Path log) {
        own();
        try (PostgresServer server =
                PostgresServer.start(folder, FreePorts.next(), log, SETTINGS, PostgresCopy::stopWithThisProcess)) {
            for (String statement : List.of(
                    "drop database if exists " + database, "checkpoint", "select pg_switch_wal()", "checkpoint")) {
                execute(server, statement);
            }
        }
    }

    private static void execute(PostgresServer server, String sql) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new RuntimeFailure("The copy of PostgreSQL fails: " + failure.getMessage(), failure);
        }
    }

    private static void stopWithThisProcess(ProcessHandle server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (server.isAlive()) {
                Signals.stop(server, Signals.Signal.INT, STOPPED);
            }
        }));
    }
}
