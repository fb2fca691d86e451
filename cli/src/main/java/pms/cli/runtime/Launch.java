package pms.cli.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command that runs as a process of its own, with its output appended to a log file.
 *
 * @param environment on top of this process's own, of which the system's secrets are never passed on
 */
public record Launch(List<String> command, Map<String, String> environment, Path folder, Path log) {

    private static final List<String> SECRETS = List.of(
            "PMS_KEK",
            "PMS_SIGNING_KEK",
            "PMS_AUDIT_KEY",
            "PMS_KEYS_TOKEN",
            "PMS_BILLING_TOKEN",
            "PMS_TRUST_TOKEN",
            "PMS_OPERATOR",
            "PMS_ADMIN_PASSWORD",
            "PMS_PASSWORD",
            "PMS_POSTGRES");

    /** Starts it in a session of its own. The process outlives the launcher; its standard input is empty. */
    public Process start() {
        List<String> whole = new ArrayList<>(Platform.ownSession());
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        adapt(builder.environment(), environment);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot start " + command.getFirst() + ": " + failure.getMessage(), failure);
        }
    }

    /** A key that {@code pms up} was given is for the one service that it is passed to, not for all that it starts. */
    static void adapt(Map<String, String> inherited, Map<String, String> given) {
        inherited.keySet().removeIf(name -> SECRETS.stream().anyMatch(name::startsWith));
        inherited.putAll(given);
    }

    /** Names of the variables only: the values hold secrets. */
    @Override
    public String toString() {
        return "Launch[command=" + command + ", environment=" + environment.keySet() + ", log=" + log + "]";
    }

    /** Runs it to its end; anything but success is a failure that shows the end of the log. */
    public void run(String what) {
        Process process = start();
        try {
            if (process.waitFor() != 0) {
                throw new RuntimeFailure(what + " failed: " + lastLine(log));
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new RuntimeFailure(what + " was interrupted", stop);
        }
    }

    /** The last line of a log that says something, for a message to a person. */
    public static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? "nothing in " + log : lines.getLast().strip() + " (see " + log + ")";
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + log, unreadable);
        }
    }
}
