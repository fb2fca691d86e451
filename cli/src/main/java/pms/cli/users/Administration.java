package pms.cli.users;

import picocli.CommandLine.Mixin;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.gateway.GatewayOption;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;

/** Calls to the gateway as an ADMIN, with the options that say which gateway and who. */
final class Administration {
    private static final String USERS = "/auth/users";
    private static final int PAGE = 200;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    GatewayClient login() {
        return gateway.login();
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
                throw new RuntimeFailure("There is no user " + email + ": see ./pms users list");
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
