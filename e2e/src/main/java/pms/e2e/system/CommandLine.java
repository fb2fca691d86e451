package pms.e2e.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./pms} of one checkout, called as a process. {@code PMS_NO_BUILD} is set: what runs was built before, by the
 * same Maven run or by the caller, and no second build starts inside the first.
 */
public final class CommandLine {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofSeconds(40);

    private final Path checkout;
    private final Map<String, String> environment;

    public CommandLine(Path checkout) {
        this(checkout, Map.of());
    }

    /**
     * The command line with some variables.
     *
     * @param environment on top of this process's own
     */
    public CommandLine(Path checkout, Map<String, String> environment) {
        this.checkout = checkout.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
    }

    public Path checkout() {
        return checkout;
    }

    /** Runs to the end, at most ten minutes. */
    public Outcome run(List<String> arguments) {
        try {
            Path out = Files.createTempFile("pms", ".out");
            Path errors = Files.createTempFile("pms", ".err");
            try {
                return run(arguments, out, errors);
            } finally {
                Files.delete(out);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The output goes to a file: what stays running in the background must not keep a pipe of ours open. */
    private Outcome run(List<String> arguments, Path out, Path errors) throws IOException {
        Process process = start(arguments, out, errors);
        try {
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                end(process);
                throw new IllegalStateException("./pms " + arguments + " did not end:\n" + Files.readString(out));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("./pms " + arguments + " was interrupted", e);
        }
        return new Outcome(process.exitValue(), Files.readString(out, UTF_8), Files.readString(errors, UTF_8));
    }

    /** Asks it to end, so that it stops what it has started, before it is made to. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private Process start(List<String> arguments, Path out, Path errors) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(checkout.resolve("pms").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PMS_NO_BUILD", "1");
        return builder.start();
    }
}
