package pms.e2e.client;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/**
 * What the gateway answered.
 *
 * @param receivedNanos {@link System#nanoTime()} at which the whole answer was there
 */
public record Answer(int status, HttpHeaders headers, String text, long receivedNanos) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public JsonNode json() {
        return Json.read(text);
    }

    /** The header's first value. */
    public String header(String name) {
        return headers.firstValue(name)
                .orElseThrow(
                        () -> new IllegalStateException("no header " + name + " in answer " + status + ": " + text));
    }

    /** {@code PMS-Position}: where the events of the acknowledged command stand. */
    public long position() {
        return Long.parseLong(header("PMS-Position"));
    }
}
