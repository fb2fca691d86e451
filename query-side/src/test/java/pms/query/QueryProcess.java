package pms.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.Waiting;

/**
 * The service as it is shipped: its jar, in a process of its own with the little memory that it is given on one
 * machine. Needs the jar, which {@code package} builds.
 */
public final class QueryProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xss512k",
            "--enable-native-access=ALL-UNNAMED",
            "-Xms48m",
            "-Xmn32m",
            "-XX:MaxDirectMemorySize=64m");

    private final Process process;
    private final Path log;
    private final int port;
    private final Thread atExit;

    private QueryProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Launches it and waits until it answers.
     *
     * @param settings of the environment
     */
    public static QueryProcess start(int heapMegabytes, Map<String, String> settings) {
        QueryProcess service = launch(heapMegabytes, settings);
        boolean known = Waiting.until(
                PATIENCE, () -> !service.isAlive() || service.output().contains("Started QuerySide"));
        if (!known || !service.isAlive()) {
            String output = service.output();
            service.close();
            throw new IllegalStateException("query-side does not start: " + output);
        }
        return service;
    }

    private static QueryProcess launch(int heapMegabytes, Map<String, String> settings) {
        int port = FreePorts.next();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-Xmx" + heapMegabytes + "m", "-jar", jar().toString()));
        try {
            Path log = Files.createTempFile("query-side-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(PMS|SPRING|SERVER)_.*|JAVA_TOOL_OPTIONS"));
            builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
            builder.environment().put("SERVER_PORT", Integer.toString(port));
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            builder.environment().putAll(settings);
            return new QueryProcess(builder.start(), log, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that it has said so far. */
    public String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!Waiting.until(PATIENCE, () -> !process.isAlive())) {
            process.destroyForcibly();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
        try {
            Files.deleteIfExists(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path jar() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("query-side-[^/]*(?<!-sources)\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("query-side's jar is not built: ./mvnw package"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
