package pms.cli.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.ProcessMark;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Signals;
import pms.cli.runtime.Signals.Signal;
import pms.cli.runtime.Together;

/** Notes in the data folder which process each part is, so that what outlives a killed supervisor is found again. */
public final class PartMarks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;

    public PartMarks(DataFolder data) {
        this.folder = data.marks();
    }

    public void note(String part, ProcessMark mark) {
        mark.write(folder.resolve(part));
    }

    public void clear(String part) {
        try {
            Files.deleteIfExists(folder.resolve(part));
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot delete " + folder.resolve(part), failure);
        }
    }

    /** The process of a part that is still alive; null when there is none. */
    public @Nullable Long pid(String part) {
        return ProcessMark.read(folder.resolve(part))
                .flatMap(ProcessMark::find)
                .map(ProcessHandle::pid)
                .orElse(null);
    }

    /**
     * Stops what an earlier run left, the doors first and the stores last. A pid that another process has by now is
     * left alone. The caller MUST hold the lock of the data folder.
     *
     * @return how many processes were stopped
     */
    public int stopLeftovers(Consumer<String> stopping) {
        AtomicInteger stopped = new AtomicInteger();
        for (List<String> group : PartNames.STOP_ORDER) {
            Together.run(group, part -> {
                ProcessMark.read(folder.resolve(part))
                        .flatMap(ProcessMark::find)
                        .ifPresent(leftover -> {
                            stopping.accept(part);
                            Signals.stop(leftover, signal(part), PATIENCE);
                            stopped.incrementAndGet();
                        });
                clear(part);
            });
        }
        return stopped.get();
    }

    private static Signal signal(String part) {
        return part.equals(PartNames.POSTGRES) ? Signal.INT : Signal.TERM;
    }
}
