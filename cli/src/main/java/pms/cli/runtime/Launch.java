package pms.cli.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command that runs as a process of its own, with its output appended to a log file. */
public record Launch(List<String> command, Map<String, String> environment, Path folder, Path log) {

    /** Starts it in a session of its own. The process outlives the launcher; its standard input is empty. */
    public Process start() {
        List<String> whole = new ArrayList<>(Platform.ownSession());
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot start " + command.getFirst() + ": " + failure.getMessage(), failure);
        }
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
