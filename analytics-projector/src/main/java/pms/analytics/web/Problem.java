package pms.analytics.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * An RFC 9457 problem.
 *
 * @param code stable, for programs
 * @param detail about this one, for people
 * @param errors parameter to message; left out when empty
 * @param headers more headers of the answer
 */
record Problem(HttpStatusCode status, String code, String detail, Map<String, String> errors, HttpHeaders headers) {
    static Problem of(HttpStatusCode status, String code, String detail) {
        return new Problem(status, code, detail, Map.of(), HttpHeaders.EMPTY);
    }

    Problem withError(String parameter, String message) {
        return withErrors(Map.of(parameter, message));
    }

    Problem withErrors(Map<String, String> more) {
        return new Problem(status, code, detail, more, headers);
    }

    Problem withHeaders(HttpHeaders more) {
        return new Problem(status, code, detail, errors, more);
    }

    Problem withChallenge(String challenge) {
        var more = new HttpHeaders();
        more.set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        return withHeaders(more);
    }

    Problem retryAfterSeconds(int seconds) {
        var more = new HttpHeaders();
        more.set(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
        return withHeaders(more);
    }

    Map<String, Object> body(String instance) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:pms:problem:" + code);
        body.put("title", title());
        body.put("status", status.value());
        body.put("detail", detail);
        body.put("instance", instance);
        body.put("code", code);
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        return body;
    }

    private String title() {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
    }
}
