package pms.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.Settings;

class KeysCommandTest {
    private static final Kek OLD = Kek.random();

    @TempDir
    private Path parent;

    @SuppressWarnings("NullAway.Init")
    private SteeredSystem system;

    @BeforeEach
    void start() throws Exception {
        system = new SteeredSystem(parent.resolve("data"), OLD);
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void saysWhatToDoWhenTheKeyIsInTheEnvironment() {
        Settings.of(system.data).rememberKekVariable("PMS_KEK_FILE");
        assertThat(system.keys("rotate")).isEqualTo(1);
        assertThat(system.err.toString().lines())
                .singleElement()
                .asString()
                .contains("comes from PMS_KEK_FILE", "put the new key before the old one", "/internal/keys/rotations");

        assertThat(system.keys("show")).isZero();
        assertThat(system.out.toString()).contains("The key comes from PMS_KEK_FILE");
        assertThat(system.file.read()).containsExactly(OLD);
    }

    @Test
    void showsTheFileAndTheIdButNeverTheKey() {
        assertThat(system.keys("show")).isZero();

        assertThat(system.out.toString())
                .contains(system.file.path().toString(), OLD.id())
                .doesNotContain(OLD.base64(), "rotation");
        system.file.write(List.of(Kek.random(), OLD));
        assertThat(system.keys("show")).isZero();
        assertThat(system.out.toString()).contains("A rotation is not finished");
    }

    @Test
    void hasNothingToShowWithoutAKey() throws Exception {
        Files.delete(system.file.path());
        assertThat(system.keys("show")).isEqualTo(1);
        assertThat(system.err.toString()).contains("There is no key file");
    }

    @Test
    void aloneItPrintsHelp() {
        assertThat(system.keys()).isZero();

        assertThat(system.out.toString()).contains("show", "rotate", "Replace the key");
    }
}
