package pms.cli.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A process, told from any later one that got the same pid by the time it started at. */
public record ProcessMark(long pid, Instant startedAt) {
    /** The system rounds start times, and its idea of the boot time may move by a second. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    public static ProcessMark of(ProcessHandle handle) {
        return new ProcessMark(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, when it is still alive and the same. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(Signals::isRunning).filter(this::startedTogether);
    }

    private boolean startedTogether(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(found -> Duration.between(startedAt, found).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    /** The mark in a file written by {@link #write}; empty when there is none or it can't be read as one. */
    public static Optional<ProcessMark> read(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            return words.length == 2
                    ? Optional.of(new ProcessMark(Long.parseLong(words[0]), Instant.parse(words[1])))
                    : Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    public void write(Path file) {
        PrivateFiles.write(file, pid + " " + startedAt + "\n");
    }
}
