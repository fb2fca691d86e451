package pms.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.DataFolder;
import pms.cli.folder.FolderLock;
import pms.cli.runtime.RuntimeFailure;

class KekFileTest {
    @TempDir
    private Path parent;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private KekFile file = new KekFile(new DataFolder(Path.of("")));

    @BeforeEach
    void open() {
        DataFolder data = new DataFolder(parent.resolve("data"));
        data.open();
        file = new KekFile(data);
    }

    @Test
    void isMadeInAFreshFolderForItsOwnerOnly() throws Exception {
        prepare();

        List<String> lines = Files.readAllLines(file.path());
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).startsWith("# ");
        assertThat(file.read()).containsExactly(new Kek(lines.getLast()));
        assertThat(mode(file.path())).isEqualTo("rw-------");
        assertThat(mode(file.data().keys())).isEqualTo("rwx------");
        assertThat(text().lines())
                .singleElement()
                .asString()
                .contains(file.path().toString(), "losing it loses all personal data", "back it up")
                .doesNotContain(lines.getLast());
    }

    @Test
    void staysTheSame() throws Exception {
        prepare();
        Files.createDirectories(file.data().postgres());
        String first = Files.readString(file.path());
        said.reset();

        prepare();

        assertThat(Files.readString(file.path())).isEqualTo(first);
        assertThat(text()).isEmpty();
    }

    @Test
    void isNeverMadeForDataThatIsThere() throws Exception {
        Files.createDirectories(file.data().postgres());

        assertThatThrownBy(this::prepare)
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("its key file " + file.path() + " is missing")
                .hasMessageContaining("nothing was changed");
        assertThat(file.data().keys()).doesNotExist();
    }

    @Test
    void isRefusedWhenEmptyOrMalformed() throws Exception {
        prepare();
        for (String text : List.of("", "# only about\n", "secret\n", "\u0000\u00ff")) {
            Files.writeString(file.path(), text, StandardCharsets.ISO_8859_1);

            assertThatThrownBy(this::prepare)
                    .isInstanceOf(RuntimeFailure.class)
                    .hasMessageStartingWith("The key file " + file.path() + " holds ")
                    .hasMessageEndingWith("nothing was changed")
                    .hasMessageNotContaining("secret");
            assertThat(Files.readString(file.path(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(text);
        }
    }

    @Test
    void isRefusedWhenItIsNoFile() throws Exception {
        Files.createDirectories(file.path());

        assertThatThrownBy(this::prepare).isInstanceOf(RuntimeFailure.class).hasMessageContaining("can't be read");
    }

    @Test
    void isMadePrivateWhenOthersCouldReadIt() throws Exception {
        prepare();
        said.reset();
        Files.setPosixFilePermissions(file.data().keys(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));

        prepare();

        assertThat(mode(file.path())).isEqualTo("rw-------");
        assertThat(mode(file.data().keys())).isEqualTo("rwx------");
        assertThat(text().lines()).singleElement().asString().contains("could be read by others");
    }

    @Test
    void moves() throws Exception {
        prepare();
        DataFolder moved = new DataFolder(Files.move(file.data().root(), parent.resolve("moved")));
        Files.createDirectories(moved.postgres());
        said.reset();

        new KekFile(moved).prepare(new PrintStream(said, true, StandardCharsets.UTF_8));

        assertThat(new KekFile(moved).variables()).containsOnly(Map.entry("PMS_KEK_FILE", moved.root() + "/keys/kek"));
        assertThat(text()).isEmpty();
    }

    @Test
    void goesWithTheData() {
        prepare();
        Kek first = file.read().getFirst();

        file.data().wipe();
        assertThat(file.path()).doesNotExist();
        prepare();

        assertThat(file.read()).hasSize(1).doesNotContain(first);
    }

    @Test
    void keepsEachRetiredKeyOnceBelowItsId() throws Exception {
        prepare();
        Kek one = Kek.random();
        Kek other = Kek.random();

        file.retire(List.of(one));
        file.retire(List.of(one, other));

        assertThat(Kek.all(Files.readString(file.retired()))).containsExactly(one, other);
        assertThat(Files.readAllLines(file.retired()).subList(1, 5))
                .containsExactly("# " + one.id(), one.base64(), "# " + other.id(), other.base64());
        assertThat(mode(file.retired())).isEqualTo("rw-------");
    }

    @Test
    void writesOverWhatACrashLeft() throws Exception {
        prepare();
        Path left = Files.writeString(file.data().keys().resolve("kek.new"), "half a k");

        file.write(List.of(Kek.random()));

        assertThat(left).doesNotExist();
        assertThat(file.read()).hasSize(1);
    }

    @Test
    void isRotatedByOneAtATime() {
        prepare();
        FolderLock lock = file.lock();

        assertThatThrownBy(file::lock).isInstanceOf(RuntimeFailure.class).hasMessageContaining("Another");
        lock.close();
        file.lock().close();
    }

    private void prepare() {
        file.prepare(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
