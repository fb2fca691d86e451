package pms.e2e.system;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** One data folder with the gateway's port: what {@code up}, {@code down} and the rest are called for. */
public final class Installation {
    private final CommandLine pms;
    private final Path data;
    private final int port;

    public Installation(CommandLine pms, Path data, int port) {
        this.pms = pms;
        this.data = data.toAbsolutePath().normalize();
        this.port = port;
    }

    /** What services show to each other, as the data folder's settings keep it. */
    public String secret(String name) {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("settings"))) {
            settings.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return settings.getProperty(name, "");
    }

    public Path data() {
        return data;
    }

    public int port() {
        return port;
    }

    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Starts all in the background; returns when the system is ready. */
    public Outcome up(String... options) {
        List<String> arguments = new ArrayList<>(List.of("up", "--detach", "--port", Integer.toString(port)));
        arguments.addAll(List.of(options));
        return call(arguments);
    }

    public Outcome down() {
        return call(List.of("down"));
    }

    public Status status() {
        return Status.parse(call(List.of("status", "--json")).out());
    }

    public Outcome stop(String part) {
        return call(List.of("stop", part));
    }

    public Outcome start(String part) {
        return call(List.of("start", part));
    }

    /** The process that watches over all parts: the parent of the gateway's. */
    public ProcessHandle supervisor() {
        return status().part("edge-gateway")
                .process()
                .flatMap(ProcessHandle::parent)
                .orElseThrow(() -> new IllegalStateException("the gateway does not run"));
    }

    public Outcome load(Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("load", "--port", Integer.toString(port)));
        arguments.addAll(List.of(options));
        arguments.add(file.toString());
        return pms.run(arguments);
    }

    public Outcome logs(String part) {
        return call(List.of("logs", part));
    }

    /** Any other command on the data folder. */
    public Outcome pms(String... arguments) {
        return call(List.of(arguments));
    }

    private Outcome call(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--data");
        all.add(data.toString());
        return pms.run(all);
    }
}
