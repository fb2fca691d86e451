package pms.cli.feed;

import java.io.PrintWriter;
import java.util.List;
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
import pms.cli.terminal.Ink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pms events tail}. */
@Command(
        name = "tail",
        description = {
            "Show the last events: position, time, type and patient.",
            "Who the patient is stays sealed: this command never shows it (./pms feed does, to whom may see it).",
            "It reads what the gateway gives to the user: the feed, or with --patient the history; so roles apply, and",
            "the reading is on the audit log. It needs an ADMIN or CLINICIAN."
        })
final class TailCommand implements Callable<Integer> {
    @Option(names = "--after", paramLabel = "POSITION", description = "All after this position (default: the last 20).")
    private @Nullable Long after;

    @Option(names = "--patient", paramLabel = "ID", converter = PatientId.class, description = "Only of this patient.")
    private @Nullable String patient;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new ones until Ctrl-C.")
    private boolean follow;

    @Option(names = "--json", description = "Print each as a line of JSON.")
    private boolean json;

    @Mixin
    private GatewayOption option = new GatewayOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Positions.require(spec, "--after", after);
        GatewayClient gateway = option.login();
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.println(Ink.here().bold("%8s  %-20s  %-22s  %s".formatted("POSITION", "TIME", "TYPE", "PATIENT")));
        }
        out.flush();
        String one = patient;
        if (one == null) {
            tail(gateway, out);
        } else {
            tail(gateway, one, out);
        }
        return 0;
    }

    private void tail(GatewayClient gateway, PrintWriter out) {
        long head = gateway.viewPosition();
        Long given = after;
        long from = given != null ? given : Math.max(0, head - StoredEvents.USUAL);
        if (follow || from < head) {
            read(gateway, null, from, follow ? Long.MAX_VALUE : head, out);
        }
    }

    private void tail(GatewayClient gateway, String one, PrintWriter out) {
        List<JsonNode> events = new StoredEvents(gateway, one).after(after);
        events.forEach(event -> print(event, out));
        out.flush();
        if (follow) {
            Long given = after;
            long last = events.isEmpty()
                    ? (given == null ? 0 : given)
                    : events.getLast().path("position").asLong();
            read(gateway, one, last, Long.MAX_VALUE, out);
        }
    }

    /** Up to a position, or as long as somebody reads. */
    private void read(GatewayClient gateway, @Nullable String one, long from, long last, PrintWriter out) {
        FeedReader feed = new FeedReader(gateway, one, from, spec.commandLine().getErr());
        feed.follow(new FeedReader.Watcher() {
            @Override
            public boolean event(FeedEvent event) {
                print(JsonMapper.shared().readTree(event.data()), out);
                return !out.checkError() && event.position() < last;
            }

            // What is left out of the view, as a dead letter, must not be waited for.
            @Override
            public boolean quiet() {
                return follow;
            }
        });
    }

    private void print(JsonNode event, PrintWriter out) {
        out.println(json ? EventText.open(event).toString() : EventText.line(event));
    }
}
