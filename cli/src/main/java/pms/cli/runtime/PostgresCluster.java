package pms.cli.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of one PostgreSQL server: making them, and what an earlier run left on them. */
final class PostgresCluster {
    static final String SUPERUSER = "postgres";
    static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private static final String MAJOR = "18";
    private static final Duration STOPPED = Duration.ofSeconds(60);
    private static final String NO_PROCESS = Integer.toString(Integer.MAX_VALUE);
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C", "TZ", "UTC");

    /**
     * For one machine with everything on it: small caches, no unix socket, only warnings in the log. An error's details,
     * statement and parameters can hold a row's content, which is personal data: they are left out of the log.
     */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "shared_buffers=96MB",
            "max_connections=120",
            "max_wal_size=512MB",
            "huge_pages=off",
            "jit=off",
            "log_min_messages=warning",
            "log_checkpoints=off",
            "log_error_verbosity=terse",
            "log_min_error_statement=panic",
            "log_parameter_max_length_on_error=0",
            "log_timezone=UTC",
            "timezone=UTC");

    private final Path folder;
    private final Path log;
    private final Map<String, String> settings;
    private final Unprivileged user = Unprivileged.find();
    private final PostgresBinaries binaries = PostgresBinaries.unpacked(user.cacheFolder());

    /**
     * The cluster of a folder.
     *
     * @param settings of the server, on top of those that all have
     */
    PostgresCluster(Path folder, Path log, Map<String, String> settings) {
        this.folder = folder.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.settings = Map.copyOf(settings);
    }

    /** For tests, which log in all the time, with passwords that nobody wants to find out: these are hashed once. */
    static PostgresCluster temporary(Path folder, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("scram_iterations", "1"));
        all.putAll(settings);
        return new PostgresCluster(folder.resolve("cluster"), folder.resolve("postgres.log"), all);
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return log;
    }

    String password() {
        try {
            return Files.readString(folder.resolve("password")).strip();
        } catch (IOException failure) {
            throw new RuntimeFailure("The password of PostgreSQL is missing in " + folder, failure);
        }
    }

    /** Makes the files when there are none, and stops a server that still runs on them. */
    void prepare() {
        try {
            PrivateFiles.folder(folder);
            if (!Files.isDirectory(data())) {
                initialise();
            }
            checkVersion();
            stopLeftover();
        } catch (IOException failure) {
            throw new RuntimeFailure("PostgreSQL's folder " + folder + " can't be used: " + failure, failure);
        }
    }

    Process launch(int port) {
        List<String> command = command("postgres", "-D", data().toString(), "-c", "port=" + port);
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        // The last one counts.
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Launch(command, ENVIRONMENT, folder, log).start();
    }

    /** In a folder beside, renamed when it is whole: a crash midway leaves no half cluster. */
    private void initialise() throws IOException {
        Path fresh = folder.resolve("data.new");
        PrivateFiles.deleteTree(fresh);
        PrivateFiles.write(folder.resolve("password"), PrivateFiles.secret() + "\n");
        user.own(folder);
        List<String> command = command(
                "initdb",
                "-D",
                fresh.toString(),
                "-U",
                SUPERUSER,
                "--pwfile=" + folder.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C");
        new Launch(command, ENVIRONMENT, folder, log).run("initdb");
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkVersion() throws IOException {
        String found = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!found.equals(MAJOR)) {
            throw new RuntimeFailure("The data in " + data() + " is of PostgreSQL " + found + ", this is " + MAJOR);
        }
    }

    /**
     * Looks at the lock file that a server keeps while it runs. A server that outlived its launcher is shut down. When
     * the pid in the file belongs to another process by now, the pid is made impossible: the server then still checks
     * for backends that hang on, which it would not without the file.
     */
    private void stopLeftover() throws IOException {
        Path lock = data().resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(lock));
        if (lines.size() < 3) {
            return;
        }
        Optional<ProcessHandle> server = running(lines);
        if (server.isPresent()) {
            Signals.stop(server.get(), Signals.Signal.INT, STOPPED);
        } else {
            lines.set(0, NO_PROCESS);
            Files.write(lock, lines);
        }
    }

    private static Optional<ProcessHandle> running(List<String> lockLines) {
        try {
            long pid = Long.parseLong(lockLines.get(0).strip());
            Instant startedAt =
                    Instant.ofEpochSecond(Long.parseLong(lockLines.get(2).strip()));
            return new ProcessMark(pid, startedAt).find();
        } catch (NumberFormatException broken) {
            return Optional.empty();
        }
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(binaries.program(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
