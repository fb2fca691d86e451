package pms.cli.deadletters;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataOption;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pms dead-letters show}. */
@Command(name = "show", description = "Show one, with headers, payload and trace.")
final class ShowCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(
            paramLabel = "LETTER",
            converter = Reference.Converter.class,
            description = "As list prints it: projection/topic/partition/offset.")
    @SuppressWarnings("NullAway.Init")
    private Reference reference;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode found = new Services(data.folder())
                .show(reference)
                .orElseThrow(() -> new RuntimeFailure("There is no dead letter " + reference));
        PrintWriter out = spec.commandLine().getOut();
        out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(found));
        out.flush();
        return 0;
    }
}
