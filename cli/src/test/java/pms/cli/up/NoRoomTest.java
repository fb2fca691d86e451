package pms.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.Launch;
import pms.cli.runtime.Signals.Signal;
import pms.cli.system.PartMarks;
import pms.cli.system.PartState;

/** A part dies while the disk is full, so that it can't be started at once. */
class NoRoomTest implements PartEvents, Part {
    @TempDir
    private Path parent;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger starts = new AtomicInteger();
    private final List<ProcessHandle> inVain = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private PartRunner runner;

    @BeforeEach
    void open() {
        DataFolder folder = new DataFolder(parent.resolve("data"));
        folder.open();
        runner = new PartRunner(this, new PartMarks(folder), this);
    }

    @AfterEach
    void close() {
        runner.stop();
    }

    @Test
    void startsAPartAgainThoughTheFirstTriesFindNoRoomOnTheDisk() {
        runner.start(1).join();
        long first = Objects.requireNonNull(runner.pid());

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(60)).until(() -> events.size() == 5);
        assertThat(events).containsExactly("ready", "died", "died", "died", "ready");
        assertThat(runner.state()).isEqualTo(PartState.UP);
        assertThat(inVain)
                .hasSize(1)
                .allSatisfy(process -> assertThat(process.isAlive())
                        .as("what was launched in vain")
                        .isFalse());
    }

    /** Finds no room in the second and third start: before and after its process runs. */
    @Override
    public void start(Consumer<ProcessHandle> launched) {
        int number = starts.incrementAndGet();
        if (number == 2) {
            throw noRoom();
        }
        Process process = new Launch(List.of("sleep", "600"), Map.of(), parent, parent.resolve("sleeper.log")).start();
        launched.accept(process.toHandle());
        if (number == 3) {
            inVain.add(process.toHandle());
            throw noRoom();
        }
    }

    private static UncheckedIOException noRoom() {
        return new UncheckedIOException(new IOException("No space left on device"));
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int port() {
        return 1;
    }

    @Override
    public Signal stopSignal() {
        return Signal.TERM;
    }

    @Override
    public void ready(String part, Duration took) {
        events.add("ready");
    }

    @Override
    public void died(String part, String reason, Duration pause) {
        events.add("died");
    }
}
