package pms.cli.up;

import java.time.Duration;
import java.util.function.Consumer;
import pms.cli.runtime.Signals.Signal;

/** One process of the system. */
interface Part {
    /** As {@code pms status} shows it and {@code pms stop} takes it. */
    String name();

    /** Of the part's main protocol: HTTP for a service. */
    int port();

    /**
     * Starts the part and waits until it is ready. The process is stopped again when it does not get ready or the
     * thread is interrupted.
     *
     * @param launched gets the process as soon as there is one
     * @throws pms.cli.runtime.RuntimeFailure with one line that says why it did not start
     */
    void start(Consumer<ProcessHandle> launched);

    /** The signal that makes it finish what it accepted and stop. */
    Signal stopSignal();

    default Duration patience() {
        return Duration.ofSeconds(30);
    }
}
