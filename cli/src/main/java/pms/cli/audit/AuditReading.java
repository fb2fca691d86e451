package pms.cli.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;

/**
 * Which entries of the audit log to read. What is null is not asked about.
 *
 * @param begin the first moment
 */
record AuditReading(
        @Nullable String patient,
        @Nullable String actor,
        @Nullable Instant begin,
        @Nullable String action) {
    private static final int PAGE = 200;

    /** The last entries, the newest first, at most so many. */
    List<JsonNode> last(int count, GatewayClient gateway) {
        List<JsonNode> entries = new ArrayList<>();
        while (entries.size() < count) {
            int asked = Math.min(PAGE, count - entries.size());
            JsonNode page = page(gateway, asked, entries.isEmpty() ? null : entries.getLast());
            page.forEach(entries::add);
            if (page.size() < asked) {
                break;
            }
        }
        return entries;
    }

    private JsonNode page(GatewayClient gateway, int size, @Nullable JsonNode last) {
        String address = "/api/audit?order=desc&limit=" + size
                + parameter("patient", patient)
                + parameter("actor", actor)
                + parameter("from", begin)
                + parameter("action", action)
                + parameter(
                        "before", last == null ? null : last.path("position").asLong());
        Answer answer = gateway.get(address);
        if (answer.status() == 403) {
            throw new RuntimeFailure("Only an ADMIN or AUDITOR may read the audit log");
        }
        if (answer.status() != 200 || !answer.body().isArray()) {
            throw new RuntimeFailure("Refused: " + answer.reason());
        }
        return answer.body();
    }

    private static String parameter(String name, @Nullable Object value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    /** Nothing personal. */
    @Override
    public String toString() {
        return "AuditReading";
    }
}
