package pms.cli.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of one test JVM, with the server that works in it: both go when it is closed or the JVM ends. What a killed
 * JVM left behind goes when the next folder is made in the same place.
 */
final class TemporaryFolder implements AutoCloseable {
    private static final String OWNER = "owner";
    private static final String SERVER = "server";
    private static final Duration STOPPED = Duration.ofSeconds(20);

    private final Path path;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    static TemporaryFolder create(String kind) {
        Path target = Path.of("target").toAbsolutePath();
        Path base = Files.isDirectory(target) ? target : Path.of(System.getProperty("java.io.tmpdir"));
        Path all = base.resolve("pms-runtime");
        try {
            Files.createDirectories(all);
            removeAbandoned(all);
            TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(all, kind + "-"));
            ProcessMark.of(ProcessHandle.current()).write(folder.path.resolve(OWNER));
            return folder;
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot make a temporary folder in " + all, failure);
        }
    }

    Path path() {
        return path;
    }

    /** The process that works in the folder; it is stopped before the folder is deleted. */
    void stopBeforeDelete(ProcessHandle server, Signals.Signal signal) {
        ProcessMark.of(server).write(path.resolve(SERVER));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (server.isAlive()) {
                Signals.stop(server, signal, STOPPED);
            }
            close();
        }));
    }

    @Override
    public void close() {
        PrivateFiles.deleteTree(path);
    }

    private static void removeAbandoned(Path all) throws IOException {
        List<Path> folders;
        try (Stream<Path> found = Files.list(all)) {
            folders = found.filter(each -> Files.exists(each.resolve(OWNER))).toList();
        }
        for (Path folder : folders) {
            boolean inUse = ProcessMark.read(folder.resolve(OWNER))
                    .flatMap(ProcessMark::find)
                    .isPresent();
            if (!inUse) {
                ProcessMark.read(folder.resolve(SERVER))
                        .flatMap(ProcessMark::find)
                        .ifPresent(server -> Signals.stop(server, Signals.Signal.INT, STOPPED));
                PrivateFiles.deleteTree(folder);
            }
        }
    }
}
