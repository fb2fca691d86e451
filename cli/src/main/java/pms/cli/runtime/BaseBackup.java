package pms.cli.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A copy of the files of a server while it runs: all its databases as of one moment, the end of the copying. A server that
 * starts on the copy recovers to that moment by the write-ahead log in it.
 *
 * @param folder of the running server
 * @param port that it listens on
 * @see <a href="https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">Low level base
 *     backup</a>
 */
public record BaseBackup(Path folder, int port) {
    /** Keeps the write-ahead log until the session ends. The name is the same for all: one backup at a time. */
    private static final String SLOT = "pms_backup";

    /** Folders that the copy needs empty. */
    private static final Set<String> EMPTY = Set.of(
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans",
            "pg_wal");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "backup_label.old");
    private static final List<String> PASSING = List.of("pgsql_tmp", "pg_internal.init");
    private static final int SEGMENT_NAME = 24;

    /** The bytes that there are to copy, about. */
    public long size() {
        try (Stream<Path> all = Files.walk(data())) {
            return all.map(data()::relativize)
                    .filter(path -> !isLeftOut(path))
                    .mapToLong(path -> data().resolve(path).toFile().length())
                    .sum();
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot read " + data() + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * Copies into a folder as {@link PostgresServer#start} wants it.
     *
     * @param copied is told the bytes of each file
     */
    public void copyTo(Path target, LongConsumer copied) {
        FileCopy copy = new FileCopy(BaseBackup::isLeftOut, copied);
        try (Connection connection = superuser().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_create_physical_replication_slot('" + SLOT + "', true, true)");
            statement.execute("select pg_backup_start('pms backup', true)");
            PrivateFiles.folder(target);
            copy.tree(data(), target.resolve("data"));
            End end = stop(statement);
            PrivateFiles.writeDurably(target.resolve("data/backup_label"), end.label());
            copyLog(copy, target.resolve("data/pg_wal"), end.lastSegment());
            copy.file(folder.resolve("password"), target.resolve("password"));
        } catch (SQLException | IOException failure) {
            throw new RuntimeFailure("PostgreSQL can't be backed up: " + failure.getMessage(), failure);
        }
    }

    /** The log from before the start to the end; what comes later is still being written. */
    private void copyLog(FileCopy copy, Path target, String last) throws IOException {
        try (Stream<Path> files = Files.list(data().resolve("pg_wal"))) {
            for (Path segment :
                    files.filter(file -> isSegmentUpTo(last, name(file))).toList()) {
                copy.file(segment, target.resolve(name(segment)));
            }
        }
    }

    private static End stop(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select labelfile, pg_walfile_name(lsn) from pg_backup_stop(wait_for_archive => false)")) {
            row.next();
            return new End(row.getString(1), row.getString(2));
        }
    }

    private Superuser superuser() throws IOException {
        return new Superuser(
                port,
                Files.readString(folder.resolve("password"), StandardCharsets.UTF_8)
                        .strip());
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static boolean isSegmentUpTo(String last, String name) {
        return name.length() == SEGMENT_NAME && name.compareTo(last) <= 0;
    }

    private static boolean isLeftOut(Path path) {
        boolean inside =
                path.getNameCount() > 1 && EMPTY.contains(path.getName(0).toString());
        return inside || LEFT_OUT.contains(path.toString()) || PASSING.stream().anyMatch(name(path)::startsWith);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /**
     * @param label what the copy needs to know where to begin
     * @param lastSegment of the log that it needs
     */
    private record End(String label, String lastSegment) {}
}
