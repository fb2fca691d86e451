package pms.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.DataFolder;
import pms.cli.folder.Settings;
import pms.cli.runtime.RuntimeFailure;

class KeyFileTest {
    @TempDir
    private Path parent;

    @SuppressWarnings("NullAway.Init")
    private DataFolder data;

    @BeforeEach
    void open() {
        data = new DataFolder(parent.resolve("data"));
        data.open();
    }

    @Test
    void isMadeOnceForItsOwnerOnly() throws Exception {
        Map<String, String> told = prepare(Map.of());
        String first = Files.readString(file().path());

        assertThat(told)
                .containsExactly(Map.entry("PMS_SIGNING_KEK_FILE", file().path().toString()));
        assertThat(Kek.all(first)).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
        prepare(Map.of());
        assertThat(Files.readString(file().path())).isEqualTo(first);
    }

    @Test
    void isNotMadeAgainWhenItWasLost() throws Exception {
        prepare(Map.of());
        Files.delete(file().path());

        assertThatThrownBy(() -> prepare(Map.of()))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("is missing: put it back");
        assertThat(file().path()).doesNotExist();
    }

    @Test
    void isRefusedWhenItHoldsNoKey() throws Exception {
        prepare(Map.of());
        Files.writeString(file().path(), "secret");

        assertThatThrownBy(() -> prepare(Map.of()))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageNotContaining("secret")
                .hasMessageContaining(file().path().toString());
    }

    @Test
    void givesWayToTheEnvironment() throws Exception {
        String key = Kek.random().base64();
        Path elsewhere = Files.writeString(parent.resolve("key"), key);

        assertThat(prepare(Map.of("PMS_SIGNING_KEK", key))).containsExactly(Map.entry("PMS_SIGNING_KEK", key));
        assertThat(prepare(Map.of("PMS_SIGNING_KEK_FILE", elsewhere.toString())))
                .containsExactly(Map.entry("PMS_SIGNING_KEK_FILE", elsewhere.toString()));
        assertThat(file().path()).doesNotExist();
        assertThatThrownBy(() -> prepare(Map.of("PMS_SIGNING_KEK", "secret")))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageNotContaining("secret");
    }

    private Map<String, String> prepare(Map<String, String> environment) {
        return file().prepare(Settings.of(data), environment);
    }

    private KeyFile file() {
        return KeyFile.signing(data);
    }
}
