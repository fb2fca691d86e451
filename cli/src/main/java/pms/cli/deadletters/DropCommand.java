package pms.cli.deadletters;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataOption;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;

/** {@code pms dead-letters drop}: exit code 1 when something behind it can't be applied. */
@Command(
        name = "drop",
        description = "Give one up, and apply what waited behind it.",
        footer = {
            "",
            "The view is without that event then, until it is rebuilt. The event itself stays in the store, the topic and",
            "the dead-letter topic. An entry of the audit log can't be given up."
        })
final class DropCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(
            paramLabel = "LETTER",
            converter = Reference.Converter.class,
            description = "As list prints it: projection/topic/partition/offset.")
    @SuppressWarnings("NullAway.Init")
    private Reference reference;

    @Option(names = "--yes", required = true, description = "Say that this is meant.")
    private boolean meant;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!meant) {
            throw new RuntimeFailure("Nothing was dropped: say --yes");
        }
        JsonNode answer = new Services(data.folder())
                .drop(reference)
                .orElseThrow(() -> new RuntimeFailure("There is no dead letter " + reference));
        return Replayed.tell(spec.commandLine().getOut(), List.of(answer));
    }
}
