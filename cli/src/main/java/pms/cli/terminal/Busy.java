package pms.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says that something is under way of which nobody knows how far it is: on a terminal one line with the seconds so far,
 * which goes when it is done; elsewhere nothing.
 */
public final class Busy implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String CLEAR = "\r\u001b[K";

    private final String what;
    private final PrintWriter out;
    private final ScheduledExecutorService clock;
    private long seconds;

    private Busy(String what, PrintWriter out) {
        this.what = what;
        this.out = out;
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("busy").factory());
    }

    /** Carries out what takes a while, and returns what comes of it. */
    public static <T> T during(String what, PrintWriter out, Supplier<T> work) {
        if (!Ink.isTerminal()) {
            return work.get();
        }
        try (Busy busy = new Busy(what, out)) {
            busy.start();
            return work.get();
        }
    }

    private void start() {
        var unused = clock.scheduleAtFixedRate(this::show, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void show() {
        out.print(CLEAR + what + (seconds == 0 ? " ..." : " ... " + seconds + " s"));
        out.flush();
        seconds++;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clear();
    }

    private synchronized void clear() {
        out.print(CLEAR);
        out.flush();
    }
}
