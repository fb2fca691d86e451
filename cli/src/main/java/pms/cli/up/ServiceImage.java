package pms.cli.up;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import pms.cli.folder.FolderLock;
import pms.cli.runtime.Launch;
import pms.cli.runtime.PrivateFiles;
import pms.cli.runtime.RuntimeFailure;

/**
 * A service's Boot jar, made quick to start: extracted into {@code target/run/<stamp>}, where the JVM's cache of loaded
 * classes is kept beside it. A new jar gets a new stamp.
 */
final class ServiceImage {
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xss512k",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.security.egd=file:/dev/urandom");

    /** Of the old part of the heap at first: an AOT cache that doesn't find room there isn't used, and nothing starts. */
    private static final int ARCHIVED_MEGABYTES = 16;

    private static final int STAMP_BYTES = 8;

    private final Service service;
    private final Path jar;
    private final Path runs;
    private final Path folder;

    ServiceImage(Path checkout, Service service) {
        this.service = service;
        Path target = checkout.resolve(service.name()).resolve("target");
        this.jar = jarIn(target, service.name());
        this.runs = target.resolve("run");
        this.folder = runs.resolve(stamp(jar));
    }

    Service service() {
        return service;
    }

    /**
     * Extracts and trains what was not yet. Where several systems of one checkout start at once, one does it and the
     * others wait.
     *
     * @throws RuntimeFailure when it can't be extracted, or the service refuses to start with what it is given
     */
    void prepare(Wiring wiring, Path log) {
        FolderLock lock = FolderLock.take(runs.resolveSibling("run.lock"));
        try {
            extract(log);
            if (!isTrained()) {
                train(wiring.environment(service), log);
            }
        } finally {
            lock.close();
        }
    }

    /** Whether {@link #prepare} was done, or tried in vain, with this jar and this JDK. */
    boolean isTrained() {
        return Files.exists(cache()) || Files.exists(untrainable());
    }

    private void extract(Path log) {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            PrivateFiles.deleteTree(runs);
            Files.createDirectories(runs);
            Path fresh = Files.createTempDirectory(runs, "extract-");
            new Launch(
                            List.of(
                                    JavaRuntime.java(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-Djarmode=tools",
                                    "-jar",
                                    jar.toString(),
                                    "extract",
                                    "--force",
                                    "--destination",
                                    fresh.toString()),
                            Map.of(),
                            runs,
                            log)
                    .run("Extracting " + jar.getFileName());
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot extract " + jar + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * Runs the service once up to the point where all of it is wired but nothing is started, and keeps the classes
     * that this loaded. A failure only costs the faster start, unless the service would fail so whenever it is started.
     */
    private void train(Map<String, String> environment, Path log) {
        Path fresh = folder.resolve("training-" + ProcessHandle.current().pid());
        List<String> command = new ArrayList<>(List.of(JavaRuntime.java(), JavaRuntime.record(fresh)));
        command.addAll(SMALL);
        command.addAll(List.of("-Dspring.context.exit=onRefresh", "-jar", application()));
        StartLog started = StartLog.begin(service.name(), log);
        try {
            new Launch(command, environment, folder, log).run("Training " + service.name());
            Files.move(fresh, cache(), StandardCopyOption.ATOMIC_MOVE);
        } catch (RuntimeFailure | IOException failure) {
            started.refusal().ifPresent(refusal -> {
                throw refusal;
            });
            PrivateFiles.write(untrainable(), failure + "\n");
        }
    }

    /**
     * The command that runs the service.
     *
     * @param data the data folder, named in the command line so that a person sees whose process it is
     */
    List<String> command(Path data) {
        List<String> command = new ArrayList<>(List.of(JavaRuntime.java()));
        if (Files.exists(cache())) {
            command.addAll(JavaRuntime.use(cache()));
        }
        command.addAll(SMALL);
        command.addAll(List.of(
                "-Xms" + (service.youngMegabytes() + ARCHIVED_MEGABYTES) + "m",
                "-Xmn" + service.youngMegabytes() + "m", // a third of the collections of the default, or less
                "-Xmx" + service.heapMegabytes() + "m",
                "-XX:MaxDirectMemorySize=64m"));
        command.addAll(JavaRuntime.trimmed());
        command.addAll(more());
        command.addAll(List.of("-Dpms.data=" + data, "-jar", application()));
        return command;
    }

    /** What {@code PMS_JVM_OPTIONS} has for the JVM of each service, with spaces between; it counts before what is here. */
    private static List<String> more() {
        return Stream.of(System.getenv().getOrDefault("PMS_JVM_OPTIONS", "").split(" "))
                .filter(option -> !option.isBlank())
                .toList();
    }

    Path folder() {
        return folder;
    }

    private String application() {
        return folder.resolve(jar.getFileName()).toString();
    }

    private Path cache() {
        return folder.resolve("classes-" + JavaRuntime.version() + ".cache");
    }

    private Path untrainable() {
        return folder.resolve("classes-" + JavaRuntime.version() + ".none");
    }

    private static Path jarIn(Path target, String name) {
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                return files.filter(file -> file.getFileName().toString().matches(name + "-[^/]*\\.jar"))
                        .filter(file -> !file.toString().endsWith("-sources.jar"))
                        .findFirst()
                        .orElseThrow(() -> notBuilt(name));
            } catch (IOException failure) {
                throw new RuntimeFailure("Cannot look for jars in " + target, failure);
            }
        }
        throw notBuilt(name);
    }

    private static RuntimeFailure notBuilt(String name) {
        return new RuntimeFailure(name + " is not built: run ./pms, or ./mvnw package");
    }

    /** What is in the jar, by its table of contents: a reproducible build gives every jar the same time. */
    private static String stamp(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            zip.stream()
                    .map(entry -> entry.getName() + " " + entry.getCrc() + " " + entry.getSize() + "\n")
                    .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, STAMP_BYTES);
        } catch (IOException | NoSuchAlgorithmException failure) {
            throw new RuntimeFailure("Cannot look into " + jar, failure);
        }
    }
}
