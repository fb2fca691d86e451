package pms.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    private Path parent;

    @Test
    void isHeldByOneAtATime() {
        DataFolder folder = new DataFolder(parent.resolve("data"));
        folder.open();

        FolderLock first = FolderLock.tryTake(folder).orElseThrow();
        assertThat(FolderLock.tryTake(folder)).isEmpty();
        first.close();

        FolderLock second = FolderLock.tryTake(folder).orElseThrow();
        assertThat(second.isHeld()).isTrue();
        second.close();
    }
}
