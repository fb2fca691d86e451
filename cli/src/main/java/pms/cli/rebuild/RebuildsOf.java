package pms.cli.rebuild;

import java.util.List;
import java.util.Set;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The rebuilds of the service that has a view.
 *
 * @param path of the rebuilds
 */
record RebuildsOf(GatewayClient gateway, String path, String view) {
    private static final List<String> PATHS = List.of("/api/analytics/rebuilds", "/api/directory/rebuilds");
    /** The views of query-side, which are few; all others are counts. Whether there is such a view, the service says. */
    private static final Set<String> OF_DIRECTORY = Set.of(ViewNames.DIRECTORY, "history");

    static RebuildsOf view(GatewayClient gateway, String view) {
        return new RebuildsOf(gateway, OF_DIRECTORY.contains(view) ? PATHS.getLast() : PATHS.getFirst(), view);
    }

    /** What is running already is answered in its place. */
    JsonNode begin(boolean switches) {
        Answer answer = gateway.send(
                "POST",
                path,
                JsonNodeFactory.instance.objectNode().put("view", view).put("switches", switches));
        return answer.code().equals("rebuild-running") ? last("RUNNING") : done(answer);
    }

    JsonNode one(String id) {
        return done(gateway.get(path + "/" + id));
    }

    JsonNode cancel() {
        return change("DELETE", "", last("RUNNING"));
    }

    JsonNode switchAnyway() {
        return change("POST", "/switch", last("DIFFERENT", "BUILT"));
    }

    JsonNode rollback() {
        return change("POST", "/rollback", last("SWITCHED"));
    }

    private JsonNode change(String method, String what, JsonNode rebuild) {
        return done(gateway.send(
                method, path + "/" + rebuild.path("id").asString("") + what, JsonNodeFactory.instance.objectNode()));
    }

    /** The latest in one of the states. */
    private JsonNode last(String... states) {
        for (JsonNode each : done(gateway.get(path))) {
            if (isOfView(each) && List.of(states).contains(each.path("state").asString(""))) {
                return each;
            }
        }
        throw new RuntimeFailure("There is no rebuild of " + view + " that is " + String.join(" or ", states));
    }

    private boolean isOfView(JsonNode rebuild) {
        return rebuild.path("projection").asString("").equals(view)
                || rebuild.path("views")
                        .valueStream()
                        .anyMatch(each -> each.asString("").equals(view));
    }

    private JsonNode done(Answer answer) {
        if (answer.code().equals("view-not-found")) {
            throw new RuntimeFailure("There is no view " + view + ": rebuild " + ViewNames.ANALYTICS
                    + " for all counts, or " + ViewNames.DIRECTORY + " for patients and their history");
        }
        if (answer.status() >= 300) {
            throw new RuntimeFailure(
                    answer.status() == 403 ? "Only an ADMIN may do this" : "Refused: " + answer.reason());
        }
        return answer.body();
    }
}
