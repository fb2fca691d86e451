package pms.cli.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A bar on a terminal, which fills as lines are done; nothing elsewhere. Thread-safe. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 40;
    private static final long EVERY_NANOS = Duration.ofMillis(100).toNanos();

    private final LoadReport report;
    private final long total;
    private final PrintWriter out;
    private final boolean onTerminal;
    private long shownAt;

    private Progress(LoadReport report, long total, PrintWriter out, boolean onTerminal) {
        this.report = report;
        this.total = total;
        this.out = out;
        this.onTerminal = onTerminal;
    }

    /** {@code ./pms} says by the property {@code pms.terminal} whether someone looks. */
    static Progress of(Path file, LoadReport report, PrintWriter out) throws IOException {
        boolean onTerminal = Boolean.getBoolean("pms.terminal");
        try (Stream<String> lines = Files.lines(file)) {
            long total = onTerminal ? lines.filter(line -> !line.isBlank()).count() : 0;
            return new Progress(report, total, out, onTerminal);
        }
    }

    synchronized void show() {
        long now = System.nanoTime();
        if (onTerminal && now - shownAt >= EVERY_NANOS) {
            shownAt = now;
            draw();
        }
    }

    @Override
    public synchronized void close() {
        if (onTerminal) {
            draw();
            out.println();
        }
    }

    private void draw() {
        long done = report.done();
        int filled = total == 0 ? WIDTH : (int) Math.min(WIDTH, done * WIDTH / total);
        out.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + "/" + total);
        out.flush();
    }
}
