package pms.command.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pms.command.CommandSide;
import pms.command.testing.Servers.Database;

/** The service as a process of its own, which can be stopped in the middle of anything. */
public final class ServiceProcess implements AutoCloseable {

    private static final int HEAP_MEGABYTES = 192;
    private static final Path OUTPUT = Path.of("target", "service-process.log");

    private final TestTrust trust = new TestTrust();
    private final Process process;

    private ServiceProcess(
            Database database,
            String topic,
            BillingPeer billing,
            Map<String, String> settings,
            int heapMegabytes,
            Path output) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Daxoniq.update-checker.disabled=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CommandSide.class.getName()));
        command.addAll(Service.arguments(database, topic, billing, trust, settings));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ServiceProcess start(Database database, String topic, BillingPeer billing) {
        return start(database, topic, billing, Map.of());
    }

    /** With settings that take the place of others. */
    public static ServiceProcess start(
            Database database, String topic, BillingPeer billing, Map<String, String> settings) {
        return new ServiceProcess(database, topic, billing, settings, HEAP_MEGABYTES, OUTPUT);
    }

    /** With so much memory, and a log of its own. */
    public static ServiceProcess start(
            Database database,
            String topic,
            BillingPeer billing,
            Map<String, String> settings,
            int heapMegabytes,
            Path output) {
        return new ServiceProcess(database, topic, billing, settings, heapMegabytes, output);
    }

    /** Sends a signal, by its name without SIG. */
    public void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        trust.close();
    }
}
