package pms.cli.users;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pms.cli.gateway.GatewayClient;
import tools.jackson.databind.JsonNode;

/** {@code pms users list}. */
@Command(name = "list", description = "List all users.")
final class ListUsersCommand implements Callable<Integer> {
    @Mixin
    private Administration administration = new Administration();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        GatewayClient gateway = administration.login();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-40s  %-12s%s%n", "E-MAIL", "ROLE", "STATE");
        JsonNode users = Administration.page(gateway, 0);
        for (int page = 1; !users.isEmpty(); page++) {
            users.forEach(user -> print(user, out));
            users = Administration.page(gateway, page);
        }
        out.flush();
        return 0;
    }

    private static void print(JsonNode user, PrintWriter out) {
        out.printf(
                "%-40s  %-12s%s%n",
                user.path("email").asString("?"),
                user.path("role").asString("?"),
                user.path("disabled").asBoolean(false) ? "disabled" : "active");
    }
}
