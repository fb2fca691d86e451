package pms.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pms.cli.runtime.RuntimeFailure;

/** Keeps its place in the command line until views can be rebuilt. */
@Command(name = "rebuild", description = "Rebuild a view from its events (not in this version).")
final class RebuildCommand implements Callable<Integer> {
    @Parameters(paramLabel = "VIEW", description = "The view.")
    private String view = "";

    @Override
    public Integer call() {
        throw new RuntimeFailure("This version can't rebuild a view yet (" + view + ")");
    }
}
