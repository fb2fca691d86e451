package pms.cli.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Sends a signal that the JDK has no call for, and ends processes with patience. */
public final class Signals {
    private static final Duration KILL_TOOL = Duration.ofSeconds(5);

    /** The signals used here: {@code INT} is PostgreSQL's fast shutdown, {@code TERM} the request to stop. */
    public enum Signal {
        INT,
        TERM,
        QUIT
    }

    private Signals() {}

    /**
     * Asks the process to stop, waits, and kills it if it does not. True when it stopped by itself. An interrupt of the
     * caller does not cut this short.
     */
    public static boolean stop(ProcessHandle process, Signal signal, Duration patience) {
        send(process, signal);
        if (Waiting.patiently(patience, () -> !isRunning(process))) {
            return true;
        }
        process.destroyForcibly();
        Waiting.patiently(KILL_TOOL, () -> !isRunning(process));
        return false;
    }

    /** Not so when it has ended and only its parent has not asked for its exit code yet, as in a bare container. */
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    private static boolean isZombie(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.isReadable(stat)) {
            return false;
        }
        try {
            String text = Files.readString(stat);
            return text.startsWith(" Z", text.lastIndexOf(')') + 1);
        } catch (IOException gone) {
            return !Files.exists(stat);
        }
    }

    static void send(ProcessHandle process, Signal signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!Waiting.patiently(KILL_TOOL, () -> !kill.isAlive())) {
                kill.destroyForcibly();
            }
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot signal the process " + process.pid(), failure);
        }
    }
}
