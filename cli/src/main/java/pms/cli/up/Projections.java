package pms.cli.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pms.cli.system.PartNames;
import pms.cli.system.ProjectionStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the services how far their projections are. A service that does not answer is left out. */
final class Projections {
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final List<String> CONSUMERS =
            List.of(PartNames.COMMAND_SIDE, PartNames.QUERY_SIDE, PartNames.ANALYTICS_PROJECTOR);

    private final Wiring wiring;
    private final String operatorToken;
    private final HttpClient http;

    Projections(Wiring wiring, String operatorToken, HttpClient http) {
        this.wiring = wiring;
        this.operatorToken = operatorToken;
        this.http = http;
    }

    /**
     * Empty while the command-side, which knows the head, does not answer. The consumers are asked before the head, so
     * that a lag is never below zero, and zero only when nothing was missing.
     */
    List<ProjectionStatus> read() {
        List<JsonNode> found = new ArrayList<>();
        for (String service : CONSUMERS.reversed()) {
            ask(service).ifPresent(answer -> found.addFirst(answer));
        }
        return found.stream()
                .filter(answer -> answer.has("head"))
                .findFirst()
                .map(answer -> withLag(found, answer.path("head").asLong()))
                .orElse(List.of());
    }

    private static List<ProjectionStatus> withLag(List<JsonNode> answers, long head) {
        return answers.stream()
                .flatMap(answer -> answer.path("projections").valueStream())
                .map(each -> {
                    long position = each.path("position").asLong();
                    return new ProjectionStatus(each.path("name").asString(), position, Math.max(0, head - position));
                })
                .toList();
    }

    private Optional<JsonNode> ask(String service) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(wiring.url(service) + "/actuator/projections"))
                .header("Authorization", "Bearer " + operatorToken)
                .timeout(ANSWER)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Optional.of(JsonMapper.shared().readTree(response.body()))
                    : Optional.empty();
        } catch (IOException | JacksonException unreachable) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
