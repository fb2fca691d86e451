package pms.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.Launch;
import pms.cli.runtime.ProcessMark;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Signals.Signal;
import pms.cli.system.PartMarks;
import pms.cli.system.PartState;

class PartRunnerTest implements PartEvents {
    @TempDir
    private Path parent;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger starts = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private PartMarks marks;

    @SuppressWarnings("NullAway.Init")
    private PartRunner runner;

    @BeforeEach
    void open() {
        DataFolder folder = new DataFolder(parent.resolve("data"));
        folder.open();
        marks = new PartMarks(folder);
        runner = new PartRunner(new Sleeper(), marks, this);
    }

    @AfterEach
    void close() {
        runner.stop();
    }

    @Test
    void startsAndStopsAPart() {
        runner.start(1).join();
        assertThat(runner.state()).isEqualTo(PartState.UP);
        assertThat(runner.pid()).isNotNull().isEqualTo(marks.pid("kafka"));

        runner.stop();

        assertThat(runner.state()).isEqualTo(PartState.DOWN);
        assertThat(runner.pid()).isNull();
        assertThat(marks.pid("kafka")).isNull();
        assertThat(events).containsExactly("ready");
    }

    @Test
    void startsAPartAgainThatDied() {
        runner.start(1).join();
        long first = Objects.requireNonNull(runner.pid());

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(30)).until(() -> events.size() == 3);
        assertThat(events).containsExactly("ready", "died", "ready");
        assertThat(runner.pid()).isNotNull().isNotEqualTo(first);
    }

    @Test
    void givesUpAFirstStartAfterItsAttempts() {
        PartRunner broken = new PartRunner(new Broken(new RuntimeFailure("no room")), marks, this);

        assertThatThrownBy(broken.start(2)::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("no room");
        assertThat(starts).hasValue(2);
        assertThat(broken.state()).isEqualTo(PartState.DOWN);
    }

    @Test
    void doesNotTryAgainWhatTryingDoesNotMend() {
        PartRunner refusing = new PartRunner(new Broken(RuntimeFailure.lasting("wrong key")), marks, this);

        assertThatThrownBy(refusing.start(3)::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("wrong key");
        assertThat(starts).hasValue(1);
        assertThat(events).isEmpty();
    }

    @Test
    void startsOnceHoweverOftenItIsAsked() {
        runner.start(1).join();
        runner.start(1).join();

        assertThat(starts).hasValue(1);
    }

    @Test
    void canBeStartedAgainAfterAStop() {
        runner.start(1).join();
        runner.stop();
        runner.start(1).join();

        assertThat(runner.state()).isEqualTo(PartState.UP);
    }

    @Test
    void stopsWhatAnEarlierRunLeftButNoStranger() throws Exception {
        Process left = new ProcessBuilder("sleep", "600").start();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        marks.note("kafka", ProcessMark.of(left.toHandle()));
        var strangers = ProcessMark.of(stranger.toHandle());
        marks.note(
                "postgres",
                new ProcessMark(strangers.pid(), strangers.startedAt().minusSeconds(60)));
        try {
            assertThat(marks.stopLeftovers(events::add)).isEqualTo(1);
            assertThat(events).containsExactly("kafka");
            assertThat(left.isAlive()).isFalse();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Override
    public void ready(String part, Duration took) {
        events.add("ready");
    }

    @Override
    public void died(String part, String reason, Duration pause) {
        events.add("died");
    }

    private final class Sleeper implements Part {
        @Override
        public String name() {
            return "kafka";
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public void start(Consumer<ProcessHandle> launched) {
            starts.incrementAndGet();
            Process process =
                    new Launch(List.of("sleep", "600"), Map.of(), parent, parent.resolve("sleeper.log")).start();
            launched.accept(process.toHandle());
        }

        @Override
        public Signal stopSignal() {
            return Signal.TERM;
        }
    }

    private final class Broken implements Part {
        private final RuntimeFailure failure;

        private Broken(RuntimeFailure failure) {
            this.failure = failure;
        }

        @Override
        public String name() {
            return "postgres";
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public void start(Consumer<ProcessHandle> launched) {
            starts.incrementAndGet();
            throw failure;
        }

        @Override
        public Signal stopSignal() {
            return Signal.INT;
        }
    }
}
