package pms.cli.feed;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pms.cli.gateway.GatewayClient;
import pms.cli.gateway.GatewayOption;
import pms.cli.gateway.PatientId;

/** {@code pms feed}: ends with Ctrl-C, or after as many events as were asked for. */
@Command(
        name = "feed",
        description = {
            "Follow the live feed: each event as it happens, until Ctrl-C.",
            "A broken connection is made again and goes on after the last event: none is missed, none comes twice.",
            "Persons are shown, for the user may see them; that is on the audit log."
        })
public final class FeedCommand implements Callable<Integer> {
    @Option(names = "--patient", paramLabel = "ID", converter = PatientId.class, description = "Only of this patient.")
    private @Nullable String patient;

    @Option(names = "--after", paramLabel = "POSITION", description = "Begin after this position (default: now).")
    private @Nullable Long after;

    @Option(names = "--limit", paramLabel = "N", description = "End after so many events (default: go on).")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--json", description = "Print the data of each event as a line of JSON.")
    private boolean json;

    @Mixin
    private GatewayOption option = new GatewayOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private long shown;

    @Override
    public Integer call() {
        Positions.require(spec, "--after", after);
        Positions.require(spec, "--limit", limit);
        GatewayClient gateway = option.login();
        long from = after != null ? after : gateway.viewPosition();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (shown < limit) {
            new FeedReader(gateway, patient, from, err).follow(event -> show(event, out));
        }
        return 0;
    }

    /** False when that was the last, or when nobody reads any more. */
    private boolean show(FeedEvent event, PrintWriter out) {
        out.println(json ? event.data() : EventText.withContent(event.json()));
        shown++;
        return !out.checkError() && shown < limit;
    }
}
