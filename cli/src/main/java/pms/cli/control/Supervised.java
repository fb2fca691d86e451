package pms.cli.control;

import java.util.Optional;
import pms.cli.folder.DataFolder;
import pms.cli.folder.FolderLock;
import pms.cli.runtime.RuntimeFailure;

/** Finds the supervisor of a data folder. */
final class Supervised {
    private Supervised() {}

    /** Whether some process works on the folder. The operating system knows, whatever a crash left in files. */
    static boolean isRunning(DataFolder folder) {
        if (!folder.exists()) {
            return false;
        }
        Optional<FolderLock> taken = FolderLock.tryTake(folder);
        taken.ifPresent(FolderLock::close);
        return taken.isEmpty();
    }

    /** The client of a running supervisor; anything else is a failure with one line. */
    static ControlClient client(DataFolder folder) {
        if (!isRunning(folder)) {
            throw new RuntimeFailure("PMS is not running on " + folder.root());
        }
        return ControlClient.of(folder)
                .orElseThrow(() -> new RuntimeFailure("PMS on " + folder.root() + " has only just begun: try again"));
    }
}
