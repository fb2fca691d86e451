package pms.cli.audit;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataOption;
import pms.cli.operator.OperatorCall;
import pms.cli.system.PartNames;
import pms.cli.terminal.Busy;
import pms.cli.terminal.Ink;
import tools.jackson.databind.JsonNode;

/** {@code pms audit verify}: exit code 0 when the chain is whole, 1 when an entry was changed, removed or put in. */
@Command(name = "verify", description = "Check that no entry was changed, removed or put in since it was written.")
final class VerifyCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofHours(2);

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        OperatorCall call = new OperatorCall(data.folder(), PartNames.ANALYTICS_PROJECTOR, PATIENCE);
        JsonNode found = Busy.during("Verifying", out, () -> call.get("/internal/audit/verification"));
        boolean whole = found.path("faults").isArray() && found.path("faults").isEmpty();
        if (json) {
            out.println(found);
        } else {
            print(found, whole, out);
        }
        out.flush();
        return whole ? 0 : 1;
    }

    private static void print(JsonNode found, boolean whole, PrintWriter out) {
        out.println("Entries  " + found.path("entries").asLong());
        out.println("Head     " + found.path("head").asString(""));
        found.path("faults").valueStream().forEach(fault -> out.println("FAULT    " + described(fault)));
        out.println(
                whole
                        ? Ink.here().good("The chain is whole")
                        : Ink.here().bad("The chain is broken: the log was changed outside of PMS"));
    }

    private static String described(JsonNode fault) {
        String what = fault.path("what").asString("");
        return "position " + fault.path("position").asLong() + ": "
                + fault.path("kind").asString("?") + (what.isEmpty() ? "" : " (" + what + ")");
    }
}
