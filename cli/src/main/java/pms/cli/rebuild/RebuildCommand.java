package pms.cli.rebuild;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pms.cli.gateway.GatewayOption;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Waiting;
import tools.jackson.databind.JsonNode;

/** {@code pms rebuild}. */
@Command(
        name = "rebuild",
        description = {
            "Rebuild views from their events.",
            "All views of a service are rebuilt together, beside those that are read; equal ones take over at once.",
            "What is running already is followed. Ctrl-C leaves it running."
        })
public final class RebuildCommand implements Callable<Integer> {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    @Parameters(
            paramLabel = "VIEW",
            description = "analytics, directory, or one of their views.",
            completionCandidates = ViewNames.Candidates.class)
    private String view = "";

    @Option(names = "--json", description = "Print each state as a line of JSON.")
    private boolean json;

    @ArgGroup(multiplicity = "0..1")
    private Way way = new Way();

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What to do in place of a rebuild that takes over when it is equal. */
    static final class Way {
        @Option(names = "--no-switch", description = "Build and compare, and leave readers where they are.")
        private boolean noSwitch;

        @Option(names = "--switch-anyway", description = "Let what was built last take over, equal or not.")
        private boolean switchAnyway;

        @Option(names = "--rollback", description = "Go back to the generation that was read before.")
        private boolean rollback;

        @Option(names = "--cancel", description = "End the rebuild that is running.")
        private boolean cancel;
    }

    @Override
    public Integer call() {
        RebuildsOf rebuilds = RebuildsOf.view(gateway.login(), view);
        return way.cancel ? show(rebuilds.cancel()) : follow(rebuilds, begun(rebuilds));
    }

    private JsonNode begun(RebuildsOf rebuilds) {
        if (way.rollback) {
            return rebuilds.rollback();
        }
        return way.switchAnyway ? rebuilds.switchAnyway() : rebuilds.begin(!way.noSwitch);
    }

    private int follow(RebuildsOf rebuilds, JsonNode begun) {
        String id = begun.path("id").asString("");
        Thread leaving = Thread.ofPlatform().unstarted(this::sayHowToGoOn);
        Runtime.getRuntime().addShutdownHook(leaving);
        JsonNode now = begun;
        try (ProgressLine line = new ProgressLine(spec.commandLine().getOut(), json)) {
            line.show(now);
            while (ProgressLine.isRunning(now)) {
                if (!Waiting.pause(BETWEEN)) {
                    throw new RuntimeFailure("Interrupted");
                }
                now = rebuilds.one(id);
                line.show(now);
            }
        }
        Runtime.getRuntime().removeShutdownHook(leaving);
        return json ? code(now) : show(now);
    }

    private void sayHowToGoOn() {
        var err = spec.commandLine().getErr();
        err.printf("%nIt goes on. Follow it: ./pms rebuild %s   End it: ./pms rebuild %s --cancel%n", view, view);
        err.flush();
    }

    private int show(JsonNode ended) {
        var out = spec.commandLine().getOut();
        Outcome.lines(ended, view).forEach(out::println);
        out.flush();
        return code(ended);
    }

    private static int code(JsonNode ended) {
        return Outcome.isGood(ended) ? 0 : 1;
    }
}
