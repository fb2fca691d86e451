package pms.e2e.faults.inject;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals to processes of the system under test. */
final class Signals {
    private Signals() {}

    /** The signals that faults are made of. */
    enum Signal {
        KILL,
        STOP,
        CONT,
        TERM,
        INT,
        QUIT
    }

    /** False when there is no such process any more. */
    static boolean send(Signal signal, long pid) throws InterruptedException {
        try {
            return new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
