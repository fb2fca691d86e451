package pms.cli.patients;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pms.cli.gateway.GatewayOption;
import pms.cli.terminal.Columns;
import pms.cli.terminal.Ink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pms patients}: the directory, through the gateway, so that roles and the audit log apply. */
@Command(
        name = "patients",
        description = {
            "List the active patients, or find some.",
            "What is shown is on the audit log, as it is for any client."
        })
public final class PatientsCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    @Parameters(
            arity = "0..1",
            paramLabel = "SEARCH",
            description = "Beginnings of words of the name, or a whole e-mail or identifier.")
    private String search = "";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--json", description = "Print all that is known of them, as a JSON array.")
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
        PatientPages found = PatientPages.read(gateway.login(), search, limit);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(found.patients()));
        } else {
            print(found, out);
        }
        out.flush();
        return 0;
    }

    private void print(PatientPages found, PrintWriter out) {
        if (found.patients().isEmpty()) {
            out.println(search.isEmpty() ? "There are no patients" : "No patient is found by " + Ink.plain(search));
            return;
        }
        List<String> lines = Columns.of(rows(found.patients()));
        out.println(Ink.here().bold(lines.getFirst()));
        lines.stream().skip(1).forEach(out::println);
        if (found.areMore()) {
            out.println("There are more than these " + limit + ": --limit N shows up to N");
        }
    }

    private static List<List<String>> rows(List<JsonNode> patients) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ID", "BORN", "NAME", "E-MAIL"));
        patients.forEach(patient -> rows.add(List.of(
                text(patient, "id"), text(patient, "dateOfBirth"), text(patient, "name"), text(patient, "email"))));
        return rows;
    }

    private static String text(JsonNode patient, String field) {
        return Ink.plain(patient.path(field).asString(""));
    }
}
