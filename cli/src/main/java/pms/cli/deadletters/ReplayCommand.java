package pms.cli.deadletters;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataOption;

/** {@code pms dead-letters replay}: exit code 1 when something still can't be applied. */
@Command(
        name = "replay",
        description = "Apply them after all, each patient's in their order.",
        footer = {"", "The first that still can't be applied ends it for that patient. May be repeated at will."})
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--projection", paramLabel = "NAME", description = "Of this projection alone.")
    private @Nullable String projection;

    @Option(names = "--patient", paramLabel = "ID", description = "Of this patient alone.")
    private @Nullable String patient;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Replayed.tell(spec.commandLine().getOut(), new Services(data.folder()).replay(projection, patient));
    }
}
