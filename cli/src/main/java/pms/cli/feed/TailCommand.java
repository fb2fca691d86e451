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
import tools.jackson.databind.JsonNode;

/** {@code pms events tail}. */
@Command(
        name = "tail",
        description = {
            "Show the last events: position, time, type and patient.",
            "Who the patient is stays sealed; --open shows it, as far as the user may see.",
            "Read as any client reads, on the audit log: from the feed (ADMIN, CLINICIAN),",
            "or with --patient from the history (AUDITOR as well)."
        })
final class TailCommand implements Callable<Integer> {
    @Option(names = "--after", paramLabel = "POSITION", description = "All after this position (default: the last 20).")
    private @Nullable Long after;

    @Option(names = "--patient", paramLabel = "ID", converter = PatientId.class, description = "Only of this patient.")
    private @Nullable String patient;

    @Option(names = "--open", description = "Open what is sealed: show what the events say of the person.")
    private boolean open;

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
        EventTable table = new EventTable(spec.commandLine().getOut(), json, open);
        String one = patient;
        if (one == null) {
            tail(gateway, table);
        } else {
            tail(gateway, one, table);
        }
        return 0;
    }

    private void tail(GatewayClient gateway, EventTable table) {
        long head = gateway.viewPosition();
        Long given = after;
        long from = given != null ? given : Math.max(0, head - StoredEvents.USUAL);
        if (follow || from < head) {
            read(gateway, null, from, follow ? Long.MAX_VALUE : head, table);
        } else {
            table.begin();
        }
    }

    private void tail(GatewayClient gateway, String one, EventTable table) {
        List<JsonNode> events = new StoredEvents(gateway, one).after(after);
        table.begin();
        events.forEach(table::add);
        if (follow) {
            Long given = after;
            long last = events.isEmpty()
                    ? (given == null ? 0 : given)
                    : events.getLast().path("position").asLong();
            read(gateway, one, last, Long.MAX_VALUE, table);
        }
    }

    /** Up to a position, or as long as somebody reads. */
    private void read(GatewayClient gateway, @Nullable String one, long from, long last, EventTable table) {
        PrintWriter err = spec.commandLine().getErr();
        new FeedReader(gateway, one, from, err).follow(new FeedReader.Watcher() {
            @Override
            public void opened() {
                table.begin();
            }

            @Override
            public boolean event(FeedEvent event) {
                return table.add(event.json()) && event.position() < last;
            }

            // What is left out of the view, as a dead letter, must not be waited for.
            @Override
            public boolean quiet() {
                return follow;
            }
        });
    }
}
