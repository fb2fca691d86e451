package pms.gateway.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * One problem as it is told to a client: never with a message from below.
 *
 * @param detail one sentence for a person
 * @param errors field or parameter name to message, empty when the problem is about no field
 * @param headers sent beside the body, for example {@code Retry-After}
 */
public record Problem(ProblemCode code, String detail, Map<String, String> errors, Map<String, String> headers) {

    private static final String RETRY_AFTER_SECONDS = "1";

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, Map.of(), Map.of());
    }

    public static Problem of(ProblemCode code, String detail, Map<String, String> errors) {
        return new Problem(code, detail, errors, Map.of());
    }

    /** A problem that passes by itself: the client is told when to try again. */
    public static Problem passing(ProblemCode code, String detail) {
        return of(code, detail).with(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    public Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(code, detail, errors, more);
    }

    /** The members of the JSON body where nobody knows what was asked for. */
    public Map<String, Object> body() {
        return body(Map.of());
    }

    /** The members of the JSON body, in the order of the RFC. */
    Map<String, Object> body(String instance) {
        return body(Map.of("instance", instance));
    }

    private Map<String, Object> body(Map<String, String> instance) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:pms:problem:" + code.text());
        body.put("title", code.title());
        body.put("status", code.status().value());
        body.put("detail", detail);
        body.putAll(instance);
        body.put("code", code.text());
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        return body;
    }
}
