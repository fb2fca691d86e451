package pms.cli.audit;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pms.cli.gateway.GatewayOption;
import pms.cli.gateway.PatientId;
import pms.cli.terminal.Columns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pms audit list}: the last entries of the audit log, the newest at the end, as an ADMIN or AUDITOR. */
@Command(name = "list", description = "Show the last entries, the newest at the end.")
final class ListCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    @Option(
            names = "--patient",
            paramLabel = "ID",
            converter = PatientId.class,
            description = "Only about this patient.")
    private @Nullable String patient;

    @Option(names = "--actor", paramLabel = "EMAIL", description = "Only what this user did.")
    private @Nullable String actor;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only from a moment on (2026-05-01T12:00:00Z), or of the last PT1H, P7D ...")
    private @Nullable String since;

    @Option(names = "--action", paramLabel = "ACTION", description = "Only this action.")
    private @Nullable String action;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 50).")
    private int limit = 50;

    @Option(names = "--json", description = "Print them as JSON.")
    private boolean json;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new ParameterException(spec.commandLine(), "--limit must be between 1 and " + MOST);
        }
        var reading = new AuditReading(patient, actor, begin(), action);
        List<JsonNode> entries = reading.last(limit, gateway.login()).reversed();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(entries));
        } else {
            Columns.of(rows(entries)).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private @Nullable Instant begin() {
        try {
            return since == null ? null : Since.parse(since, Clock.systemUTC());
        } catch (IllegalArgumentException malformed) {
            throw new ParameterException(spec.commandLine(), "--since: " + malformed.getMessage(), malformed);
        }
    }

    private static List<List<String>> rows(List<JsonNode> entries) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("POSITION", "TIME", "ACTOR", "ROLE", "ACTION", "OUTCOME", "ADDRESS", "PATIENTS"));
        entries.forEach(entry -> rows.add(List.of(
                entry.path("position").asString(""),
                entry.path("time").asString(""),
                entry.path("actor").asString(""),
                entry.path("role").asString(""),
                entry.path("action").asString(""),
                entry.path("outcome").asString(""),
                entry.path("address").asString(""),
                patients(entry))));
        return rows;
    }

    /** A list that was shown has up to 200: the first says whose, the number how many more. */
    private static String patients(JsonNode entry) {
        JsonNode patients = entry.path("patients");
        String first = patients.path(0).asString("");
        return patients.size() < 2 ? first : first + " and " + (patients.size() - 1) + " more";
    }
}
