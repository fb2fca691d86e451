package pms.cli.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Sends the lines of a file, a bounded number at a time. The file is never in memory as a whole. */
final class FileLoad {
    private static final int MAX_IN_FLIGHT = 8;

    private final PatientLines lines;
    private final LoadReport report;
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);

    FileLoad(PatientLines lines, LoadReport report) {
        this.lines = lines;
        this.report = report;
    }

    /**
     * Returns when each line has its outcome in the report, or was handed on. Blank lines are passed over, but counted as
     * lines.
     */
    void run(Path file, Progress progress) throws IOException, InterruptedException {
        long number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file);
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                inFlight.acquire();
                long thisNumber = number;
                String thisLine = line;
                var unused = senders.submit(() -> send(thisNumber, thisLine, progress));
            }
        }
    }

    private void send(long number, String line, Progress progress) {
        try {
            lines.load(number, line).ifPresent(outcome -> {
                report.add(number, outcome);
                progress.show();
            });
        } finally {
            inFlight.release();
        }
    }
}
