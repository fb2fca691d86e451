package pms.cli.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of one patient, from its history. */
record StoredEvents(GatewayClient gateway, String patient) {
    /** So many are shown to whoever does not say. */
    static final int USUAL = 20;

    /** @param position null for the last ones */
    List<JsonNode> after(@Nullable Long position) {
        List<JsonNode> all = history();
        return position == null
                ? all.subList(Math.max(0, all.size() - USUAL), all.size())
                : all.stream()
                        .filter(event -> event.path("position").asLong() > position)
                        .toList();
    }

    private List<JsonNode> history() {
        Answer answer = gateway.get("/api/patients/" + GatewayClient.encoded(patient) + "/history");
        return switch (answer.status()) {
            case 200 ->
                answer.body()
                        .valueStream()
                        .map(event -> (JsonNode) ((ObjectNode) event).put("patientId", patient))
                        .toList();
            case 403 ->
                throw new RuntimeFailure(
                        "Only an ADMIN, CLINICIAN or AUDITOR may read a history: say who with --user EMAIL");
            case 404 -> throw new RuntimeFailure("There is no patient " + patient + ": ./pms patients lists them");
            default -> throw new RuntimeFailure("Refused: " + answer.reason());
        };
    }
}
