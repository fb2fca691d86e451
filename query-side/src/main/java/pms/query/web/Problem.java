package pms.query.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A problem detail (RFC 9457).
 *
 * @param detail for people; says nothing of what lies below
 * @param errors by field or parameter; left out when empty
 */
record Problem(String code, HttpStatus status, String detail, Map<String, String> errors) {

    Map<String, Object> body(String instance) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:pms:problem:" + code);
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", detail);
        body.put("instance", instance);
        body.put("code", code);
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        return body;
    }
}
