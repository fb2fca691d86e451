package pms.cli.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Waiting;

/** The logs of a data folder, kept small: for each part the current file and one before it. */
public final class LogFiles {
    private static final long LARGEST_BYTES = 10L << 20;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final Path folder;

    private LogFiles(Path folder) {
        this.folder = folder;
    }

    public static LogFiles of(DataFolder data) {
        return new LogFiles(data.logs());
    }

    /** Begins new files, keeping the last ones as {@code .log.1}. No part may be running; the supervisor's own stays. */
    public void rotate() {
        for (Path log : logs()) {
            if (!log.endsWith("pms.log")) {
                moveAside(log);
            }
        }
    }

    /** Runs until the thread is interrupted. */
    public void keepBounded() {
        while (Waiting.pause(LOOK_EVERY)) {
            bound(LARGEST_BYTES);
        }
    }

    /**
     * Copies a log that has grown too large aside and empties it in place: its process keeps the file open, for
     * appending, and goes on at the new end. Lines written between the copy and the cut are lost.
     */
    void bound(long largestBytes) {
        for (Path log : logs()) {
            try {
                if (Files.size(log) > largestBytes) {
                    Files.copy(log, before(log), StandardCopyOption.REPLACE_EXISTING);
                    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                        channel.truncate(0);
                    }
                }
            } catch (IOException failure) {
                throw new RuntimeFailure("Cannot bound the log " + log, failure);
            }
        }
    }

    private List<Path> logs() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot list the logs in " + folder, failure);
        }
    }

    private static void moveAside(Path log) {
        try {
            Files.move(log, before(log), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot rotate the log " + log, failure);
        }
    }

    private static Path before(Path log) {
        return log.resolveSibling(log.getFileName() + ".1");
    }
}
