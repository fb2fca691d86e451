package pms.cli.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker (KRaft, one node, broker and controller in one) as a process of its own, on loopback only. Topics are
 * made by who owns them, never by being named. An acknowledged record is in the page cache, not yet on disk: it
 * survives a {@code kill -9} of the broker, and a power cut may take it; the event store is the truth, from which the
 * relay publishes again.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration STOPPED = Duration.ofSeconds(30);

    private final KafkaNode node;
    private final Process process;
    private final int port;
    private final @Nullable TemporaryFolder temporary;

    private KafkaBroker(KafkaNode node, Process process, int port, @Nullable TemporaryFolder temporary) {
        this.node = node;
        this.process = process;
        this.port = port;
        this.temporary = temporary;
    }

    /**
     * Starts the broker of a folder, which is made when it is missing. A broker that an earlier run left on the folder
     * is stopped first.
     *
     * @param log the file that the broker's messages are appended to
     */
    public static KafkaBroker start(Path folder, int port, Path log) {
        return start(folder, port, Map.of(), log, process -> {});
    }

    /**
     * As above.
     *
     * @param detours more listeners: by the port that clients of one are told to go on with, the one that it listens on
     * @param launched gets the process as soon as it runs, before it is ready
     */
    public static KafkaBroker start(
            Path folder, int port, Map<Integer, Integer> detours, Path log, Consumer<ProcessHandle> launched) {
        return start(new KafkaNode(folder, log, true), port, detours, Map.of(), null, launched);
    }

    /** Starts a broker for tests: a free port and a folder that goes when the broker is closed or the JVM ends. */
    public static KafkaBroker startTemporary() {
        return startTemporary(Map.of());
    }

    /**
     * As above.
     *
     * @param secured more listeners, which speak TLS: by the port, Kafka's properties of the certificate
     */
    public static KafkaBroker startTemporary(Map<Integer, Map<String, String>> secured) {
        TemporaryFolder folder = TemporaryFolder.create("kafka");
        return start(
                new KafkaNode(folder.path().resolve("node"), folder.path().resolve("kafka.log"), false),
                FreePorts.next(),
                Map.of(),
                secured,
                folder,
                process -> folder.stopBeforeDelete(process, Signals.Signal.TERM));
    }

    private static KafkaBroker start(
            KafkaNode node,
            int port,
            Map<Integer, Integer> detours,
            Map<Integer, Map<String, String>> secured,
            @Nullable TemporaryFolder temporary,
            Consumer<ProcessHandle> launched) {
        node.prepare(port, detours, secured);
        Process process = node.launch();
        launched.accept(process.toHandle());
        KafkaBroker broker = new KafkaBroker(node, process, port, temporary);
        try {
            broker.awaitReady();
            return broker;
        } catch (RuntimeException failure) {
            Signals.stop(process.toHandle(), Signals.Signal.TERM, STOPPED);
            throw failure;
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            Signals.stop(process.toHandle(), Signals.Signal.TERM, STOPPED);
        }
        if (temporary != null) {
            temporary.close();
        }
    }

    private void awaitReady() {
        boolean done = Waiting.until(READY, () -> !process.isAlive() || accepts());
        if (!done || !process.isAlive()) {
            throw new RuntimeFailure("Kafka does not start: " + Launch.lastLine(node.log()));
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
