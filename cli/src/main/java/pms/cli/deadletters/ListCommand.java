package pms.cli.deadletters;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataOption;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pms dead-letters list}. */
@Command(name = "list", description = "List them in the order in which they are to be applied.")
final class ListCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--projection", paramLabel = "NAME", description = "Of this projection alone.")
    private @Nullable String projection;

    @Option(names = "--patient", paramLabel = "ID", description = "Of this patient alone.")
    private @Nullable String patient;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<JsonNode> letters = new Services(data.folder()).list(projection, patient);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(letters));
        } else if (letters.isEmpty()) {
            out.println("There are none");
        } else {
            letters.forEach(letter -> print(out, letter));
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, JsonNode letter) {
        out.println(Reference.of(letter));
        out.println("    position " + letter.path("position").asString("unknown") + ", patient "
                + letter.path("subject").asString("unknown") + ", since "
                + letter.path("heldAt").asString("?"));
        out.println("    " + letter.path("reason").asString(""));
    }
}
