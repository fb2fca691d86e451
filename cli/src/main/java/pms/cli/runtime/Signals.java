package pms.cli.runtime;

import java.io.IOException;
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
        if (Waiting.patiently(patience, () -> !process.isAlive())) {
            return true;
        }
        process.destroyForcibly();
        Waiting.patiently(KILL_TOOL, () -> !process.isAlive());
        return false;
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
