package pms.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMarkTest {
    private static final ProcessHandle THIS = ProcessHandle.current();

    @TempDir
    private Path folder;

    @Test
    void findsTheProcessThatWasNoted() {
        Path file = folder.resolve("part");
        ProcessMark.of(THIS).write(file);

        assertThat(ProcessMark.read(file).flatMap(ProcessMark::find)).contains(THIS);
    }

    @Test
    void doesNotFindAnotherProcessWithTheSamePid() {
        ProcessMark mark = ProcessMark.of(THIS);
        ProcessMark earlier = new ProcessMark(mark.pid(), mark.startedAt().minus(Duration.ofMinutes(1)));

        assertThat(earlier.find()).isEmpty();
    }

    @Test
    void readsNothingFromAFileThatIsNotWhole() throws Exception {
        Path file = folder.resolve("part");
        assertThat(ProcessMark.read(file)).isEmpty();
        for (String text : new String[] {"", "12", "12 yesterday", "x 2024-01-01T00:00:00Z"}) {
            Files.writeString(file, text);
            assertThat(ProcessMark.read(file)).as(text).isEmpty();
        }
    }

    @Test
    void isReadableByItsOwnerOnly() throws Exception {
        Path file = folder.resolve("part");
        ProcessMark.of(THIS).write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
