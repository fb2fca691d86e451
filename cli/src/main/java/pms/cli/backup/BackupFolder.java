package pms.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.PrivateFiles;
import pms.cli.runtime.RuntimeFailure;

/**
 * A folder with one backup, mode 0700. It is whole when it has its marker, which is written last.
 *
 * @param asData laid out as a data folder is, with what of it is kept
 */
record BackupFolder(DataFolder asData) {
    private static final String FORMAT = "1";

    BackupFolder(Path root) {
        this(new DataFolder(root));
    }

    Path root() {
        return asData.root();
    }

    Path settings() {
        return root().resolve("settings");
    }

    /** Makes it; a folder that has anything in it is refused. */
    void make() {
        requireNothingIn(root(), "A backup needs a folder of its own: ");
        PrivateFiles.folder(root());
    }

    void markWhole(Instant taken) {
        PrivateFiles.writeDurably(marker(), FORMAT + "\n" + taken + "\n");
    }

    /** When it was taken; anything but a whole backup is a failure. */
    String requireWhole() {
        if (!Files.isRegularFile(marker())) {
            throw new RuntimeFailure(root() + " is no whole backup of PMS: it has no file " + marker().getFileName());
        }
        try {
            List<String> lines = Files.readAllLines(marker());
            if (lines.size() < 2 || !lines.getFirst().equals(FORMAT)) {
                throw new RuntimeFailure("The backup " + root() + " is of another format than this PMS knows");
            }
            return lines.get(1);
        } catch (IOException failure) {
            throw new RuntimeFailure("The backup " + root() + " can't be read: " + failure.getMessage(), failure);
        }
    }

    static void requireNothingIn(Path folder, String why) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new RuntimeFailure(why + folder + " is a file");
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new RuntimeFailure(why + folder + " is not empty; nothing was changed");
            }
        } catch (IOException failure) {
            throw new RuntimeFailure("The folder " + folder + " can't be read: " + failure.getMessage(), failure);
        }
    }

    private Path marker() {
        return root().resolve("pms-backup");
    }
}
