package pms.e2e.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./pms} of one checkout, called as a process. {@code PMS_NO_BUILD} is set: what runs was built before, by the
 * same Maven run or by the caller, and no second build starts inside the first.
 */
public final class CommandLine {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private final Path checkout;

    public CommandLine(Path checkout) {
        this.checkout = checkout.toAbsolutePath().normalize();
    }

    public Path checkout() {
        return checkout;
    }

    /** Runs to the end, at most five minutes. */
    public Outcome run(List<String> arguments) {
        try {
            Path output = Files.createTempFile("pms", ".out");
            try {
                return run(arguments, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The output goes to a file: what stays running in the background must not keep a pipe of ours open. */
    private Outcome run(List<String> arguments, Path output) throws IOException {
        Process process = start(arguments, output);
        try {
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("./pms " + arguments + " did not end:\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("./pms " + arguments + " was interrupted", e);
        }
        return new Outcome(process.exitValue(), Files.readString(output, UTF_8));
    }

    /** Starts it and leaves it running; its output goes to the file. */
    public Process start(List<String> arguments, Path output) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(checkout.resolve("pms").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PMS_NO_BUILD", "1");
        return builder.start();
    }
}
