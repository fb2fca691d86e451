package pms.cli.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import pms.cli.runtime.Waiting;

/** Sends the lines of a file, a bounded number at a time. The file is never in memory as a whole. */
final class FileLoad {
    private static final int MAX_IN_FLIGHT = 8;
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final PatientLines lines;
    private final LoadReport report;
    private final int perSecond;
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);

    /**
     * Prepares a load.
     *
     * @param perSecond at most so many lines a second; zero for no limit
     */
    FileLoad(PatientLines lines, LoadReport report, int perSecond) {
        this.lines = lines;
        this.report = report;
        this.perSecond = perSecond;
    }

    /** Returns when each line has its outcome in the report. Blank lines are passed over, but counted as lines. */
    void run(Path file, Progress progress) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long number = 0;
        long sent = 0;
        try (BufferedReader reader = Files.newBufferedReader(file);
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                pace(begun, sent++);
                inFlight.acquire();
                long thisNumber = number;
                String thisLine = line;
                var unused = senders.submit(() -> send(thisNumber, thisLine, progress));
            }
        }
    }

    private void send(long number, String line, Progress progress) {
        try {
            report.add(number, lines.load(number, line));
            progress.show();
        } finally {
            inFlight.release();
        }
    }

    private void pace(long begun, long sent) {
        if (perSecond > 0) {
            long due = begun + sent * SECOND_NANOS / perSecond;
            Waiting.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
    }
}
