package pms.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    @TempDir
    private Path parent;

    private DataFolder folder = new DataFolder(Path.of(""));

    @BeforeEach
    void open() {
        folder = new DataFolder(parent.resolve("data"));
        folder.open();
    }

    @Test
    void keepsTheLogOfTheRunBefore() throws Exception {
        Files.writeString(folder.log("kafka"), "old\n");

        LogFiles.of(folder).rotate();

        assertThat(folder.log("kafka")).doesNotExist();
        assertThat(folder.log("kafka").resolveSibling("kafka.log.1")).hasContent("old");
    }

    @Test
    void cutsALogThatIsBeingWritten() throws Exception {
        Path log = folder.log("kafka");
        try (OutputStream process = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            process.write("much text\n".getBytes(StandardCharsets.UTF_8));

            LogFiles.of(folder).bound(5);
            process.write("more\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(log).hasContent("more");
        assertThat(log.resolveSibling("kafka.log.1")).hasContent("much text");
    }

    @Test
    void leavesASmallLogAlone() throws Exception {
        Files.writeString(folder.log("kafka"), "text\n");

        LogFiles.of(folder).bound(5);

        assertThat(folder.log("kafka")).hasContent("text");
    }

    @Test
    void readsWholeLinesAsTheyCome() throws Exception {
        Path log = Files.writeString(folder.log("kafka"), "one\ntwo\nhal");
        LogReader reader = LogReader.fromRecent(log);
        assertThat(reader.next()).containsExactly("one", "two");

        Files.writeString(log, "f\n", StandardOpenOption.APPEND);
        assertThat(reader.next()).containsExactly("half");

        Files.writeString(log, "new\n");
        assertThat(reader.next()).as("after a cut").containsExactly("new");
    }

    @Test
    void readsNothingOfALogThatIsNotThere() {
        assertThat(LogReader.fromEnd(folder.log("kafka")).next()).isEmpty();
    }
}
