package pms.cli.control;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataOption;
import pms.cli.system.PartNames;

/** {@code pms start PART}. */
@Command(name = "start", description = "Start one part that was stopped, and wait until it is up.")
public final class StartCommand implements Callable<Integer> {
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
        Supervised.client(data.folder()).start(part);
        spec.commandLine().getOut().println(part + " is up");
        return 0;
    }
}
