package pms.e2e.system;

import java.util.List;
import java.util.stream.StreamSupport;
import pms.e2e.client.Json;
import tools.jackson.databind.JsonNode;

/** What {@code ./pms status --json} says. */
public record Status(List<Part> parts, List<Progress> projections) {

    static Status parse(String json) {
        JsonNode node = Json.read(json);
        return new Status(
                elements(node.path("parts")).map(Part::of).toList(),
                elements(node.path("projections"))
                        .map(it -> new Progress(
                                it.path("name").asString(),
                                it.path("position").asLong(-1),
                                it.path("lag").asLong(-1)))
                        .toList());
    }

    private static java.util.stream.Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    public Part part(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no part " + name + " in " + parts));
    }

    public boolean isUp() {
        return !parts.isEmpty() && parts.stream().allMatch(Part::isUp);
    }
}
