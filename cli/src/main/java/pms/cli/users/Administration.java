package pms.cli.users;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pms.cli.control.Supervised;
import pms.cli.folder.DataOption;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.gateway.UserOption;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;

/** Calls to the gateway as an ADMIN, with the options that say which gateway and who. */
final class Administration {
    private static final String USERS = "/auth/users";
    private static final int PAGE = 200;
    private static final int USUAL_PORT = 4004;

    @Option(names = "--port", paramLabel = "PORT", description = "The gateway's port.")
    private @Nullable Integer port;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private UserOption user = new UserOption();

    GatewayClient login() {
        int at = port != null ? port : Supervised.gatewayPort(data.folder()).orElse(USUAL_PORT);
        GatewayClient gateway = GatewayClient.on(data.folder(), at);
        user.login(gateway);
        return gateway;
    }

    static JsonNode page(GatewayClient gateway, int page) {
        return done(gateway.get(USERS + "?page=" + page + "&size=" + PAGE));
    }

    static JsonNode add(GatewayClient gateway, JsonNode user) {
        return done(gateway.send("POST", USERS, user));
    }

    static void change(GatewayClient gateway, String email, JsonNode change) {
        JsonNode user = find(gateway, email);
        var unused = done(gateway.send("PATCH", USERS + "/" + user.path("id").asString(""), change));
    }

    private static JsonNode find(GatewayClient gateway, String email) {
        for (int page = 0; ; page++) {
            JsonNode users = page(gateway, page);
            for (JsonNode each : users) {
                if (each.path("email").asString("").equalsIgnoreCase(email.strip())) {
                    return each;
                }
            }
            if (users.size() < PAGE) {
                throw new RuntimeFailure("There is no user " + email);
            }
        }
    }

    private static JsonNode done(Answer answer) {
        if (answer.status() >= 300) {
            throw new RuntimeFailure(
                    answer.status() == 403 ? "Only an ADMIN may do this" : "Refused: " + answer.reason());
        }
        return answer.body();
    }
}
