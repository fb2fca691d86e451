package pms.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.system.PartState;
import pms.cli.system.PartStatus;
import pms.cli.system.ProjectionStatus;
import pms.cli.system.SystemStatus;

class ControlServerTest implements Controlled {
    private static final SystemStatus STATUS = new SystemStatus(
            List.of(
                    new PartStatus("kafka", 12L, 9092, null, null, PartState.UP),
                    new PartStatus("billing-grpc", null, 8082, 9090, null, PartState.STARTING)),
            List.of(new ProjectionStatus("relay", 120, 3)));

    @TempDir
    private Path parent;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private DataFolder folder = new DataFolder(Path.of(""));

    @SuppressWarnings("NullAway.Init")
    private ControlServer server;

    @BeforeEach
    void open() {
        folder = new DataFolder(parent.resolve("data"));
        folder.open();
        server = ControlServer.open(folder, this);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersWhoCanReadTheFolder() throws Exception {
        ControlClient client = ControlClient.of(folder).orElseThrow();

        assertThat(client.status()).isEqualTo(STATUS);
        client.start("kafka");
        client.stop("kafka");
        client.down();

        assertThat(asked).containsExactly("start kafka", "stop kafka", "down");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ControlFile.of(folder))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesWhoCannot() {
        ControlFile file = ControlFile.read(folder).orElseThrow();
        new ControlFile(file.port(), "guessed").write(folder);
        ControlClient client = ControlClient.of(folder).orElseThrow();

        assertThatThrownBy(client::down).isInstanceOf(RuntimeFailure.class).hasMessageContaining("refuses");
        assertThat(asked).isEmpty();
    }

    @Test
    void passesOnWhyAPartDoesNotStart() {
        ControlClient client = ControlClient.of(folder).orElseThrow();

        assertThatThrownBy(() -> client.start("broken"))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessage("broken does not start");
    }

    @Test
    void saysThatNobodyAnswersAnyMore() {
        server.close();
        ControlClient client = ControlClient.of(folder).orElseThrow();

        assertThatThrownBy(client::status).isInstanceOf(RuntimeFailure.class).hasMessageContaining("does not answer");
    }

    @Override
    public SystemStatus status() {
        return STATUS;
    }

    @Override
    public void startPart(String name) {
        if (name.equals("broken")) {
            throw new RuntimeFailure("broken does not start");
        }
        asked.add("start " + name);
    }

    @Override
    public void stopPart(String name) {
        asked.add("stop " + name);
    }

    @Override
    public void down() {
        asked.add("down");
    }
}
