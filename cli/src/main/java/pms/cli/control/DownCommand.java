package pms.cli.control;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataFolder;
import pms.cli.folder.DataOption;
import pms.cli.folder.FolderLock;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Waiting;
import pms.cli.system.PartMarks;
import pms.cli.terminal.Busy;

/** {@code pms down}: also stops what a killed {@code up} left behind. */
@Command(name = "down", description = "Stop everything; what was accepted is finished first.")
public final class DownCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        DataFolder folder = data.folder();
        PrintWriter out = spec.commandLine().getOut();
        if (!folder.exists()) {
            throw new RuntimeFailure("PMS is not running: there is no data folder " + folder.root());
        }
        if (stopLeftovers(folder, out)) {
            return 0;
        }
        Supervised.client(folder).down();
        boolean stopped =
                Busy.during("Stopping", out, () -> Waiting.until(PATIENCE, () -> !Supervised.isRunning(folder)));
        if (!stopped) {
            throw new RuntimeFailure("PMS did not stop within " + PATIENCE.toSeconds() + " s: see ./pms status");
        }
        out.println("PMS stopped");
        return 0;
    }

    /** True when nobody held the folder and something was still there to be stopped. */
    private static boolean stopLeftovers(DataFolder folder, PrintWriter out) {
        Optional<FolderLock> taken = FolderLock.tryTake(folder);
        if (taken.isEmpty()) {
            return false;
        }
        try (FolderLock lock = taken.get()) {
            int stopped = new PartMarks(folder)
                    .stopLeftovers(part -> out.println(part + " was left running by an earlier run: stopping it"));
            if (stopped == 0) {
                throw new RuntimeFailure("PMS is not running on " + folder.root());
            }
            return lock.isHeld();
        }
    }
}
