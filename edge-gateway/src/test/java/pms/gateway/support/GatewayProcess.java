package pms.gateway.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.Waiting;

/**
 * The gateway as it runs on one machine: its jar, in a process of its own with the heap that it gets there. Needs the
 * jar, which {@code package} builds.
 */
public final class GatewayProcess implements AutoCloseable {

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
            "-Xmx160m",
            "-XX:MaxDirectMemorySize=64m");

    private final Process process;
    private final Path log;
    private final int port;
    private final Thread atExit;

    private GatewayProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** What it needs in order to start on a database that is its own. */
    public static Map<String, String> settings(String database) {
        Map<String, String> settings = new LinkedHashMap<>();
        Surroundings.describe((name, value) -> settings.put(name, String.valueOf(value.get())), database);
        return settings;
    }

    /** Launches it; it may still refuse to start. */
    public static GatewayProcess launch(Map<String, String> settings) {
        return launch(settings, GatewayImage.use());
    }

    private static GatewayProcess launch(Map<String, String> settings, List<String> options) {
        int port = FreePorts.next();
        List<String> command = new ArrayList<>();
        command.add(GatewayImage.java());
        command.addAll(options);
        command.addAll(JVM);
        command.addAll(GatewayImage.application());
        try {
            Path log = Files.createTempFile("gateway-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(PMS|SPRING|SERVER)_.*|JAVA_TOOL_OPTIONS"));
            builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
            builder.environment().put("SERVER_PORT", Integer.toString(port));
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            builder.environment().putAll(settings);
            return new GatewayProcess(builder.start(), log, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Launches it and waits until it answers. */
    public static GatewayProcess start(Map<String, String> settings) {
        return started(launch(settings));
    }

    /** Starts it and ends it again, so that all later starts are quicker. Worth it before several of them. */
    public static void rehearse(Map<String, String> settings) {
        started(launch(settings, GatewayImage.record())).close();
    }

    private static GatewayProcess started(GatewayProcess gateway) {
        boolean known = Waiting.until(
                PATIENCE, () -> !gateway.isAlive() || gateway.output().contains("Started "));
        if (!known || !gateway.isAlive()) {
            String output = gateway.output();
            gateway.close();
            throw new IllegalStateException("the gateway does not start: " + output);
        }
        return gateway;
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has ended by itself. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the gateway runs on: " + output());
        }
        return process.exitValue();
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
}
