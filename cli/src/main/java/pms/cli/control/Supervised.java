package pms.cli.control;

import java.util.Optional;
import pms.cli.folder.DataFolder;
import pms.cli.folder.FolderLock;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.system.PartNames;
import pms.cli.system.PartStatus;

/** Finds the supervisor of a data folder. */
public final class Supervised {
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

    /** The port of the gateway that runs on the folder; empty when nothing runs there. */
    public static Optional<Integer> gatewayPort(DataFolder folder) {
        if (!isRunning(folder)) {
            return Optional.empty();
        }
        return Optional.ofNullable(part(folder, PartNames.EDGE_GATEWAY).port());
    }

    /** A part of the system that runs on the folder; a failure with one line when nothing runs there. */
    public static PartStatus part(DataFolder folder, String name) {
        return client(folder).status().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RuntimeFailure("The supervisor knows no " + name));
    }

    /** The client of a running supervisor; anything else is a failure with one line. */
    static ControlClient client(DataFolder folder) {
        if (!isRunning(folder)) {
            throw new RuntimeFailure("PMS is not running on " + folder.root() + ": ./pms up starts it");
        }
        return ControlClient.of(folder)
                .orElseThrow(() -> new RuntimeFailure("PMS on " + folder.root() + " has only just begun: try again"));
    }
}
