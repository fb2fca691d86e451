package pms.cli.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The files of one Kafka node: its configuration, its formatting, and what an earlier run left on them. */
final class KafkaNode {
    private static final Duration STOPPED = Duration.ofSeconds(60);
    private static final String CLUSTER_ID = "cG1zLXBhdGllbnRzLXYxIQ";

    private static final String FIXED_PROPERTIES = "kafka.properties";

    private final Path folder;
    private final Path log;
    private final Path libraries = KafkaLibraries.find();

    private final boolean lasting;

    /**
     * The node of a folder.
     *
     * @param lasting whether it will be started again, so that it is worth keeping what makes that faster
     */
    KafkaNode(Path folder, Path log, boolean lasting) {
        this.folder = folder.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.lasting = lasting;
    }

    Path log() {
        return log;
    }

    /** Stops a broker that an earlier run left, writes the configuration, and formats the folder when it is new. */
    void prepare(int port, Map<Integer, Integer> detours, Map<Integer, Map<String, String>> secured) {
        try {
            PrivateFiles.folder(folder);
            ProcessMark.read(mark())
                    .flatMap(ProcessMark::find)
                    .ifPresent(leftover -> Signals.stop(leftover, Signals.Signal.TERM, STOPPED));
            Files.writeString(properties(), configuration(port, FreePorts.next(), detours, secured));
            if (!Files.exists(data().resolve("meta.properties"))) {
                java(
                                "kafka.tools.StorageTool",
                                "format",
                                "-t",
                                CLUSTER_ID,
                                "-c",
                                properties().toString())
                        .run("Formatting Kafka's folder");
            }
        } catch (IOException failure) {
            throw new RuntimeFailure("Kafka's folder " + folder + " can't be used: " + failure, failure);
        }
    }

    /** A broker that can't be noted is stopped again: nobody would find it, and it keeps each later one from the folder. */
    Process launch() {
        List<String> arguments = new ArrayList<>();
        if (lasting) {
            arguments.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive()));
        }
        arguments.addAll(List.of("kafka.Kafka", properties().toString()));
        Process process = java(arguments.toArray(String[]::new)).start();
        try {
            ProcessMark.of(process.toHandle()).write(mark());
        } catch (RuntimeException unwritten) {
            Signals.stop(process.toHandle(), Signals.Signal.TERM, STOPPED);
            throw unwritten;
        }
        return process;
    }

    private String configuration(
            int port, int controllerPort, Map<Integer, Integer> detours, Map<Integer, Map<String, String>> secured)
            throws IOException {
        try (InputStream fixed = KafkaNode.class.getResourceAsStream(FIXED_PROPERTIES)) {
            if (fixed == null) {
                throw new IllegalStateException("The resource " + FIXED_PROPERTIES + " is missing");
            }
            String client = "CLIENT://127.0.0.1:" + port;
            StringBuilder listeners = new StringBuilder();
            StringBuilder told = new StringBuilder();
            StringBuilder protocols = new StringBuilder();
            detours.forEach((detour, listener) -> {
                String name = "DETOUR" + listener;
                listeners.append(",").append(name).append("://127.0.0.1:").append(listener);
                told.append(",").append(name).append("://127.0.0.1:").append(detour);
                protocols.append(",").append(name).append(":PLAINTEXT");
            });
            StringBuilder certificates = new StringBuilder();
            secured.forEach((listener, properties) -> {
                String name = "SECURED" + listener;
                listeners.append(",").append(name).append("://127.0.0.1:").append(listener);
                told.append(",").append(name).append("://127.0.0.1:").append(listener);
                protocols.append(",").append(name).append(":SSL");
                properties.forEach((property, value) -> certificates.append(
                        "listener.name.%s.%s=%s\n".formatted(name.toLowerCase(Locale.ROOT), property, value)));
            });
            return new String(fixed.readAllBytes(), StandardCharsets.UTF_8)
                    + "log.dirs=" + data() + "\n"
                    + "listeners=" + client + ",CONTROLLER://127.0.0.1:" + controllerPort + listeners + "\n"
                    + "advertised.listeners=" + client + told + "\n"
                    + "listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT" + protocols + "\n"
                    + certificates
                    + "controller.quorum.voters=1@127.0.0.1:" + controllerPort + "\n";
        }
    }

    private Launch java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ReservedCodeCacheSize=32m",
                "-Xlog:disable",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-cp",
                libraries + "/*"));
        command.addAll(List.of(arguments));
        return new Launch(command, Map.of(), folder, log);
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** What the JVM made of the broker's classes at the end of an earlier run; it halves the time to start. */
    private Path archive() {
        return folder.resolve("classes-" + Runtime.version() + ".jsa");
    }

    private Path properties() {
        return folder.resolve("server.properties");
    }

    private Path mark() {
        return folder.resolve("process");
    }
}
