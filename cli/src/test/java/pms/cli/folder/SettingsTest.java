package pms.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path parent;

    private DataFolder folder = new DataFolder(Path.of(""));

    @BeforeEach
    void open() {
        folder = new DataFolder(parent.resolve("data"));
        folder.open();
    }

    @Test
    void keepsThePasswordOfADatabase() throws Exception {
        String first = Settings.of(folder).password("events");

        assertThat(Settings.of(folder).password("events")).isEqualTo(first);
        assertThat(Settings.of(folder).password("billing")).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.settings())))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsWhatPartsShowToEachOther() {
        String first = Settings.of(folder).token("keys");

        assertThat(Settings.of(folder).token("keys"))
                .isEqualTo(first)
                .isNotEqualTo(Settings.of(folder).token("billing"))
                .isNotEqualTo(Settings.of(folder).password("events"));
    }

    @Test
    void remembersWhereTheKeyCameFrom() {
        assertThat(Settings.of(folder).kekVariable()).isEmpty();

        Settings.of(folder).rememberKekVariable("PMS_KEK");
        assertThat(Settings.of(folder).kekVariable()).contains("PMS_KEK");

        Settings.of(folder).rememberKekVariable("");
        assertThat(Settings.of(folder).kekVariable()).isEmpty();
    }

    @Test
    void remembersTheChoiceOfDemo() {
        assertThat(Settings.of(folder).demo()).isEmpty();

        Settings.of(folder).rememberDemo(false);

        assertThat(Settings.of(folder).demo()).contains(false);
    }

    @Test
    void remembersThatTheDemoPatientsWereSent() {
        assertThat(Settings.of(folder).demoPatientsSent()).isFalse();

        Settings.of(folder).rememberDemoPatientsSent();

        assertThat(Settings.of(folder).demoPatientsSent()).isTrue();
    }
}
