package pms.command.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * An RFC 9457 problem.
 *
 * @param code stable, for programs
 * @param title the same for all problems of this code, for people
 * @param detail about this one
 * @param members more members, in order
 * @param headers more headers of the answer
 */
record Problem(
        HttpStatusCode status,
        String code,
        String title,
        String detail,
        Map<String, Object> members,
        HttpHeaders headers) {

    static Problem of(HttpStatusCode status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Map.of(), HttpHeaders.EMPTY);
    }

    Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, code, title, detail, more, headers);
    }

    Problem withHeaders(HttpHeaders more) {
        return new Problem(status, code, title, detail, members, more);
    }

    Problem withHeader(String name, String value) {
        HttpHeaders more = new HttpHeaders();
        more.putAll(headers);
        more.set(name, value);
        return withHeaders(more);
    }

    Map<String, Object> body(String instance) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:pms:problem:" + code);
        body.put("title", title);
        body.put("status", status.value());
        body.put("detail", detail);
        body.put("instance", instance);
        body.put("code", code);
        body.putAll(members);
        return body;
    }
}
