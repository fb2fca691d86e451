package pms.cli.control;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataOption;
import pms.cli.system.PartNames;
import pms.cli.terminal.Busy;

/** {@code pms stop PART}. */
@Command(name = "stop", description = "Stop one part.")
public final class StopCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PART",
            description = "One of ${COMPLETION-CANDIDATES}.",
            completionCandidates = PartNames.Candidates.class)
    private String part = "";

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PartNames.require(part);
        PrintWriter out = spec.commandLine().getOut();
        boolean unused = Busy.during("Stopping " + part, out, () -> {
            Supervised.client(data.folder()).stop(part);
            return true;
        });
        out.println(part + " stopped");
        return 0;
    }
}
