package pms.iac.template;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes out of a template what CloudFormation does anyway, for the sake of its length. */
public final class Lean {

    private static final String DELETE = "Delete";

    private Lean() {}

    /** Changes the template. */
    public static JsonNode of(JsonNode template) {
        for (JsonNode resource : template.path("Resources")) {
            // Of databases a snapshot would be kept.
            if (resource instanceof ObjectNode object
                    && !object.path("Type").asString().startsWith("AWS::RDS::")) {
                drop(object, "DeletionPolicy");
                drop(object, "UpdateReplacePolicy");
            }
        }
        return template;
    }

    private static void drop(ObjectNode resource, String policy) {
        if (resource.path(policy).asString("").equals(DELETE)) {
            resource.remove(policy);
        }
    }
}
