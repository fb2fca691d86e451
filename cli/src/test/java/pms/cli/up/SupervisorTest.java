package pms.cli.up;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.DataFolder;
import pms.cli.folder.Settings;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Signals.Signal;
import pms.cli.system.PartMarks;
import pms.cli.system.PartNames;

class SupervisorTest {
    @TempDir
    private Path parent;

    /** The others would wait for it until their time is over. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void failsAsSoonAsOneServiceRefusesToStart() {
        DataFolder data = new DataFolder(parent.resolve("data"));
        data.open();
        Wiring wiring =
                Wiring.choose(4004, Secrets.of(Settings.of(data), Map.of(), Map.of(), Map.of(), null), false, null);
        List<Part> parts = PartNames.ALL.stream()
                .<Part>map(name -> name.equals(PartNames.COMMAND_SIDE) ? new Refusing(name) : new Endless(name))
                .toList();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Supervisor supervisor =
                new Supervisor(wiring, parts, new PartMarks(data), "", HttpClient.newHttpClient(), nowhere);

        assertThatThrownBy(supervisor::startServices)
                .isInstanceOf(RuntimeFailure.class)
                .hasMessage("wrong key");
        supervisor.stopAll();
    }

    private record Refusing(String name) implements Part {
        @Override
        public int port() {
            return 1;
        }

        @Override
        public void start(Consumer<ProcessHandle> launched) {
            throw RuntimeFailure.lasting("wrong key");
        }

        @Override
        public Signal stopSignal() {
            return Signal.TERM;
        }
    }

    private record Endless(String name) implements Part {
        @Override
        public int port() {
            return 1;
        }

        @Override
        public void start(Consumer<ProcessHandle> launched) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new RuntimeFailure("stopped", stop);
            }
        }

        @Override
        public Signal stopSignal() {
            return Signal.TERM;
        }
    }
}
