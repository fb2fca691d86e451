package pms.gateway.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A call as a document describes it.
 *
 * @param document the whole of it, for what the call refers to
 * @param item what all calls of the path have in common
 */
record Call(JsonNode document, String method, String path, JsonNode item, JsonNode operation) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    static List<Call> in(JsonNode document) {
        List<Call> calls = new ArrayList<>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> calls.add(new Call(
                                document,
                                member.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                path.getValue(),
                                member.getValue()))));
        return calls;
    }

    boolean needsToken() {
        JsonNode own = operation.path("security");
        return !(own.isMissingNode() ? document.path("security") : own).isEmpty();
    }

    boolean hasBody() {
        return operation.has("requestBody");
    }

    /** Those of the path, too. */
    Stream<JsonNode> parameters() {
        return Stream.of(item, operation)
                .flatMap(holder -> holder.path("parameters").valueStream())
                .map(this::resolved);
    }

    List<String> statuses() {
        return List.copyOf(operation.path("responses").propertyNames());
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
