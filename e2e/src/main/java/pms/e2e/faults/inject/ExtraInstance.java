package pms.e2e.faults.inject;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import pms.e2e.client.Gateway;

/**
 * One more instance of a service: the command and the environment of the one that runs, as Linux tells them to the owner
 * of the process, with ports of its own.
 */
final class ExtraInstance implements AutoCloseable {
    private static final long GRACE_SECONDS = 20;
    private static final List<String> PORTS = List.of("SERVER_PORT", "PMS_KEYS_GRPC_PORT", "PMS_BILLING_GRPC_PORT");

    private static final long LOOK_MILLIS = 200;

    private final Process process;
    private final URI url;

    private ExtraInstance(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** @param log what it says is appended there */
    static ExtraInstance like(long pid, Path log) {
        Path running = Path.of("/proc", Long.toString(pid));
        try {
            ProcessBuilder builder = new ProcessBuilder(parts(running.resolve("cmdline")))
                    .directory(running.resolve("cwd").toRealPath().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.putAll(environment(running));
            PORTS.stream().filter(environment::containsKey).forEach(name -> environment.put(name, freePort()));
            return new ExtraInstance(builder.start(), URI.create("http://127.0.0.1:" + environment.get("SERVER_PORT")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, String> environment(Path running) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : parts(running.resolve("environ"))) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return environment;
    }

    private static List<String> parts(Path file) throws IOException {
        return List.of(Files.readString(file, UTF_8).split("\0"));
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI url() {
        return url;
    }

    /** Does something as soon as it takes requests; never when it ends before. */
    void whenReady(Runnable then) {
        Thread.ofVirtual().name("joined").start(() -> {
            while (process.isAlive() && !isReady()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            }
            if (process.isAlive()) {
                then.run();
            }
        });
    }

    private boolean isReady() {
        try {
            return Gateway.unnamed(url).get("/actuator/health/readiness").isSuccess();
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    /** An orderly end, or a forced one when it does not come. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
