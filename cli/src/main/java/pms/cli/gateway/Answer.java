package pms.cli.gateway;

import tools.jackson.databind.JsonNode;

/**
 * What the gateway answered.
 *
 * @param body an empty object when there was none
 */
public record Answer(int status, JsonNode body) {
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
