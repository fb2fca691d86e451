package pms.cli.republish;

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
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Waiting;
import pms.cli.system.PartNames;
import tools.jackson.databind.JsonNode;

/** {@code pms republish}: needs a running system; goes on in command-side also when this command is interrupted. */
@Command(
        name = "republish",
        description = {
            "Send events to Kafka again, as when a topic was lost.",
            "Topics that are gone are made anew. Readers leave out what they have."
        })
public final class RepublishCommand implements Callable<Integer> {
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--from",
            paramLabel = "POSITION",
            defaultValue = "1",
            description = "The first event to send; all by default.")
    private long from = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private long shown = -1;

    @Override
    public Integer call() {
        if (from < 1) {
            throw new RuntimeFailure("--from has to be 1 or more");
        }
        OperatorCall commandSide = new OperatorCall(data.folder(), PartNames.COMMAND_SIDE, ANSWER);
        JsonNode begun = commandSide.post("/internal/republications?from=" + from);
        long first = begun.path("from").asLong();
        long head = begun.path("head").asLong();
        say("Publishing positions " + first + " to " + head + " again");
        if (!Waiting.until(PATIENCE, LOOK_EVERY, () -> isAt(commandSide, head))) {
            throw new RuntimeFailure("The relay has not come to the end within a day: see ./pms status");
        }
        say("Published");
        return 0;
    }

    private boolean isAt(OperatorCall commandSide, long head) {
        long position = commandSide
                .get("/actuator/projections")
                .path("projections")
                .valueStream()
                .filter(each -> each.path("name").asString("").equals("relay"))
                .mapToLong(each -> each.path("position").asLong())
                .findFirst()
                .orElse(0);
        if (position != shown) {
            shown = position;
            say("  at " + position + " of " + head);
        }
        return position >= head;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
