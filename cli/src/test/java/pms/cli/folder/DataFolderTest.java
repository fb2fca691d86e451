package pms.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.runtime.RuntimeFailure;

class DataFolderTest {
    @TempDir
    private Path parent;

    @Test
    void isMadeForItsOwnerOnly() throws Exception {
        DataFolder folder = new DataFolder(parent.resolve("deep/data"));

        folder.open();

        assertThat(folder.exists()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void opensAgain() {
        DataFolder folder = new DataFolder(parent.resolve("data"));
        folder.open();

        folder.open();

        assertThat(folder.exists()).isTrue();
    }

    @Test
    void refusesAFileInItsPlace() throws Exception {
        Path file = Files.writeString(parent.resolve("data"), "text");

        assertThatThrownBy(new DataFolder(file)::open)
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void refusesAFolderOfOtherThings() throws Exception {
        Files.writeString(parent.resolve("letter.txt"), "text");

        assertThatThrownBy(new DataFolder(parent)::open)
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("is no data folder of PMS");
    }

    @Test
    void refusesAnotherFormat() throws Exception {
        DataFolder folder = new DataFolder(parent.resolve("data"));
        folder.open();
        Files.writeString(folder.marker(), "99\n");

        assertThatThrownBy(folder::open).isInstanceOf(RuntimeFailure.class).hasMessageContaining("is of format 99");
    }

    @Test
    void wipesAllThatASystemKeeps() throws Exception {
        DataFolder folder = new DataFolder(parent.resolve("data"));
        folder.open();
        Files.createDirectories(folder.postgres());
        Files.writeString(folder.postgres().resolve("password"), "x");
        Settings.of(folder).rememberDemo(false);
        Files.writeString(folder.log("kafka"), "old");
        Files.writeString(folder.log("pms"), "the supervisor writes here");

        folder.wipe();

        assertThat(folder.postgres()).doesNotExist();
        assertThat(Settings.of(folder).demo()).isEmpty();
        assertThat(folder.log("kafka")).doesNotExist();
        assertThat(folder.log("pms"))
                .as("the file that a detached start waits on")
                .exists();
        assertThat(folder.exists()).as("still ours").isTrue();
    }

    @Test
    void doesNotWipeWhatIsNotOurs() throws Exception {
        Path letter = Files.writeString(parent.resolve("letter.txt"), "text");

        new DataFolder(parent).wipe();

        assertThat(letter).exists();
    }

    @Test
    void isTheOneThatWasNamedElseThatOfTheEnvironmentElseThatOfTheCheckout() {
        Path named = Path.of("/somewhere/named");
        Path given = Path.of("/somewhere/given");

        assertThat(DataOption.folder(named, Map.of("PMS_DATA", given.toString()))
                        .root())
                .isEqualTo(named);
        assertThat(DataOption.folder(null, Map.of("PMS_DATA", given.toString())).root())
                .isEqualTo(given);
        assertThat(DataOption.folder(null, Map.of()).root())
                .isEqualTo(DataOption.checkout().resolve(".pms"));
    }
}
