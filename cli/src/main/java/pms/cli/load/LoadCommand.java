package pms.cli.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pms.cli.gateway.GatewayClient;
import pms.cli.gateway.GatewayOption;
import pms.cli.runtime.RuntimeFailure;

/** {@code pms load FILE}: exit code 0 when each line is loaded, now or before. */
@Command(name = "load", description = "Load the patients or encounters of a file (FHIR R4, NDJSON).")
public final class LoadCommand implements Callable<Integer> {
    private static final Duration VISIBLE = Duration.ofSeconds(10);

    @Parameters(paramLabel = "FILE", description = "The file (NDJSON).")
    private Path file = Path.of("");

    @Option(names = "--rate", paramLabel = "N", description = "Send at most N lines a second (default: no limit).")
    private int rate;

    @Option(names = "--json", description = "Print the counts, and the reasons of what was rejected, as JSON.")
    private boolean json;

    @Mixin
    private GatewayOption option = new GatewayOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        requireLines();
        GatewayClient gateway = option.login();
        PrintWriter out = spec.commandLine().getOut();
        LoadReport report = new LoadReport();
        try (Progress progress = Progress.of(file, report, spec.commandLine().getErr())) {
            Pace pace = new Pace(rate);
            EncounterLoad encounters = new EncounterLoad(report);
            PatientLines lines = new PatientLines(
                    gateway, LocalDate.now(ZoneId.systemDefault()), UUID.randomUUID(), pace, encounters::add);
            new FileLoad(lines, report).run(file, progress);
            encounters.run(new PatientEncounters(gateway, pace, VISIBLE), progress);
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
        if (json) {
            out.println(report.json());
            out.flush();
        } else {
            report.print(out);
        }
        return report.hasRejections() ? 1 : 0;
    }

    private void requireLines() {
        try {
            Ndjson.require(file);
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }
}
