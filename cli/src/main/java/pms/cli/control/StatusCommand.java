package pms.cli.control;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataFolder;
import pms.cli.folder.DataOption;
import pms.cli.system.PartMarks;
import pms.cli.system.PartNames;
import pms.cli.system.PartState;
import pms.cli.system.PartStatus;
import pms.cli.system.ProjectionStatus;
import pms.cli.system.SystemStatus;
import pms.cli.terminal.Ink;
import tools.jackson.databind.json.JsonMapper;

/** {@code pms status}: exit code 0 when everything is up, 1 when it is not. */
@Command(name = "status", description = "Say how each part is, and how far behind each projection is.")
public final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        DataFolder folder = data.folder();
        boolean running = Supervised.isRunning(folder);
        SystemStatus status = running ? Supervised.client(folder).status() : stopped(folder);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(status));
        } else {
            print(status, out);
        }
        if (!running) {
            spec.commandLine().getErr().println("pms: PMS is not running on " + folder.root() + ": ./pms up starts it");
        }
        return status.allUp() ? 0 : 1;
    }

    /** What a killed supervisor left running is shown with its pid, but as down: nobody looks after it. */
    private static SystemStatus stopped(DataFolder folder) {
        PartMarks marks = new PartMarks(folder);
        List<PartStatus> parts = PartNames.ALL.stream()
                .map(name -> new PartStatus(name, marks.pid(name), null, null, null, PartState.DOWN))
                .toList();
        return new SystemStatus(parts, List.of());
    }

    private static void print(SystemStatus status, PrintWriter out) {
        Ink ink = Ink.here();
        out.println(ink.bold("%-22s%-10s%-10s%s".formatted("PART", "STATE", "PID", "PORT")));
        for (PartStatus part : status.parts()) {
            String grpc = part.grpcPort() == null ? "" : " (gRPC " + part.grpcPort() + ")";
            String state = coloured(part.state(), ink);
            out.printf("%-22s%s%-10s%s%s%n", part.name(), state, shown(part.pid()), shown(part.port()), grpc);
        }
        if (!status.projections().isEmpty()) {
            out.println();
            out.println(ink.bold("%-22s%-10s%s".formatted("PROJECTION", "POSITION", "LAG")));
        }
        for (ProjectionStatus projection : status.projections()) {
            out.printf("%-22s%-10d%d%n", projection.name(), projection.position(), projection.lag());
        }
    }

    private static String coloured(PartState state, Ink ink) {
        String text = "%-10s".formatted(state);
        return switch (state) {
            case UP -> ink.good(text);
            case STARTING -> ink.waiting(text);
            case DOWN -> ink.bad(text);
        };
    }

    private static String shown(@Nullable Object number) {
        return number == null ? "-" : number.toString();
    }
}
