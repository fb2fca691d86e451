package pms.cli.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

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

    /** Asks the process to stop, waits, and kills it if it does not. True when it stopped by itself. */
    public static boolean stop(ProcessHandle process, Signal signal, Duration patience) {
        send(process, signal);
        if (Waiting.until(patience, () -> !process.isAlive())) {
            return true;
        }
        process.destroyForcibly();
        Waiting.until(KILL_TOOL, () -> !process.isAlive());
        return false;
    }

    static void send(ProcessHandle process, Signal signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(KILL_TOOL.toSeconds(), TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot signal the process " + process.pid(), failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
