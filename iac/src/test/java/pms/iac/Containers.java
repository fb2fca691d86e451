package pms.iac;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The containers in the task definitions of a template. */
record Containers(Resources resources) {

    static final List<String> SERVICES =
            List.of("command-side", "query-side", "billing-grpc", "analytics-projector", "edge-gateway");

    /** All, by the family of the task and the name of the container. */
    Map<String, JsonNode> all() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        for (JsonNode task : resources.ofType("AWS::ECS::TaskDefinition").values()) {
            for (JsonNode container : task.path("ContainerDefinitions")) {
                all.put(
                        task.path("Family").asString("") + "/"
                                + container.path("Name").asString(""),
                        container);
            }
        }
        return all;
    }

    JsonNode of(String service) {
        return all().getOrDefault(
                        "pms-" + service + "/" + service, resources.template().path("nothing"));
    }

    JsonNode preparing(String service) {
        return all().getOrDefault(
                        "pms-" + service + "/prepare", resources.template().path("nothing"));
    }

    /** Variables in clear, each with its value as JSON. */
    SortedMap<String, String> variables(String service) {
        return named(of(service).path("Environment"), "Value");
    }

    /** Variables that hold secrets, each with where it comes from as JSON. */
    SortedMap<String, String> secrets(String service) {
        return named(of(service).path("Secrets"), "ValueFrom");
    }

    static SortedMap<String, String> named(JsonNode list, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .collect(Collectors.toMap(
                        one -> one.path("Name").asString(""),
                        one -> one.path(value).toString(),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
