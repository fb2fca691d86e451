package pms.cli.folder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import pms.cli.runtime.RuntimeFailure;

/** Reads a log that others write, line by line as it grows. Not thread-safe. */
public final class LogReader {
    private static final int LARGEST_READ_BYTES = 1 << 20;

    private final Path log;
    private long offset;

    private LogReader(Path log, long offset) {
        this.log = log;
        this.offset = offset;
    }

    /** Gives the lines that come after what is there now. */
    public static LogReader fromEnd(Path log) {
        return new LogReader(log, size(log));
    }

    /** Gives what is there, but not more than its last 1 MiB, and then what comes. */
    public static LogReader fromRecent(Path log) {
        return new LogReader(log, Math.max(0, size(log) - LARGEST_READ_BYTES));
    }

    /** The whole lines written since the last call. A log that was cut is read from its new beginning. */
    public List<String> next() {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            offset = file.length() < offset ? 0 : offset;
            byte[] bytes = new byte[(int) Math.min(file.length() - offset, LARGEST_READ_BYTES)];
            file.seek(offset);
            file.readFully(bytes);
            int end = afterLastNewline(bytes);
            offset += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot read " + log, failure);
        }
    }

    private static int afterLastNewline(byte[] bytes) {
        for (int at = bytes.length; at > 0; at--) {
            if (bytes[at - 1] == '\n') {
                return at;
            }
        }
        return 0;
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot read " + log, failure);
        }
    }
}
