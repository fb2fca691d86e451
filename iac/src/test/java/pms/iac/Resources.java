package pms.iac;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The resources of a template. */
record Resources(JsonNode template) {

    /** The properties of each resource of a type, by the name of the resource. */
    Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        template.path("Resources").forEachEntry((name, resource) -> {
            if (resource.path("Type").asString("").equals(type)) {
                found.put(name, resource.path("Properties"));
            }
        });
        return found;
    }

    /** The properties of a resource. */
    JsonNode named(String name) {
        return whole(name).path("Properties");
    }

    /** A resource with its properties, policies and conditions. */
    JsonNode whole(String name) {
        JsonNode resource = template.path("Resources").path(name);
        if (resource.isMissingNode()) {
            throw new IllegalArgumentException("No resource " + name);
        }
        return resource;
    }

    List<String> types() {
        return StreamSupport.stream(template.path("Resources").spliterator(), false)
                .map(resource -> resource.path("Type").asString(""))
                .distinct()
                .toList();
    }
}
