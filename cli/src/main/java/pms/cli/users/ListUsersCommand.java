package pms.cli.users;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pms.cli.gateway.GatewayClient;
import pms.cli.terminal.Ink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pms users list}. */
@Command(name = "list", description = "List all users.")
final class ListUsersCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Mixin
    private Administration administration = new Administration();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<JsonNode> users = all(administration.login());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(users));
        } else {
            out.println(Ink.here().bold("%-40s  %-12s%s".formatted("E-MAIL", "ROLE", "STATE")));
            users.forEach(user -> print(user, out));
        }
        out.flush();
        return 0;
    }

    private static List<JsonNode> all(GatewayClient gateway) {
        List<JsonNode> users = new ArrayList<>();
        JsonNode page = Administration.page(gateway, 0);
        for (int next = 1; !page.isEmpty(); next++) {
            page.forEach(users::add);
            page = Administration.page(gateway, next);
        }
        return users;
    }

    private static void print(JsonNode user, PrintWriter out) {
        out.printf(
                "%-40s  %-12s%s%n",
                user.path("email").asString("?"),
                user.path("role").asString("?"),
                user.path("disabled").asBoolean(false) ? "disabled" : "active");
    }
}
