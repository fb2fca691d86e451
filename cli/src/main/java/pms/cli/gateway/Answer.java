package pms.cli.gateway;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the gateway answered.
 *
 * @param body an empty object when there was none
 * @param position up to which the answer includes the events; -1 when it does not say
 */
public record Answer(int status, JsonNode body, long position) {
    public Answer(int status, JsonNode body) {
        this(status, body, -1);
    }

    /** From a body that may be none, or no JSON. */
    public static Answer of(int status, String body, long position) {
        try {
            return new Answer(
                    status,
                    body.isBlank()
                            ? JsonNodeFactory.instance.objectNode()
                            : JsonMapper.shared().readTree(body),
                    position);
        } catch (JacksonException notJson) {
            return new Answer(status, JsonNodeFactory.instance.objectNode(), position);
        }
    }

    /** The stable code of a problem; empty for other answers. */
    public String code() {
        return body.path("code").asString("");
    }

    /** What is wrong, for a person: the fields and their messages, or the problem's detail or title. */
    public String reason() {
        if (body.path("errors").isObject() && !body.path("errors").isEmpty()) {
            return String.join(
                    "; ",
                    body.path("errors")
                            .propertyStream()
                            .map(field ->
                                    field.getKey() + ": " + field.getValue().asString(""))
                            .sorted()
                            .toList());
        }
        String detail = body.path("detail").asString(body.path("title").asString(""));
        return detail.isEmpty() ? "status " + status : detail;
    }
}
