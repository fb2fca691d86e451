package pms.cli.load;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;

/** The encounters that a patient has already, by what they say. For one thread. */
final class KnownEncounters {
    private static final int PAGE_SIZE = 200;
    private static final int MAX_PAGES = 500;

    private final Map<What, Deque<Known>> known = new HashMap<>();

    private KnownEncounters() {}

    /** An encounter in PMS. */
    record Known(String id, boolean isFinished) {}

    /** What makes two encounters the same; PMS keeps no ids of others. */
    private record What(String encounterClass, Instant start, String type) {
        /** Without the type, which may tell of an illness. */
        @Override
        public String toString() {
            return "What";
        }
    }

    static KnownEncounters read(GatewayClient gateway, String path) {
        KnownEncounters all = new KnownEncounters();
        for (int page = 0; page < MAX_PAGES; page++) {
            Answer answer = gateway.get(path + "?size=" + PAGE_SIZE + "&page=" + page);
            if (answer.status() != 200) {
                throw new RuntimeFailure(answer.reason());
            }
            answer.body().valueStream().forEach(all::add);
            if (answer.body().size() < PAGE_SIZE) {
                return all;
            }
        }
        throw new RuntimeFailure("the patient has more encounters than can be compared");
    }

    /** One that says the same, which is then spoken for: two lines that say the same are two encounters. */
    Optional<Known> take(EncounterLine line) {
        Deque<Known> same = known.get(new What(line.encounterClass(), line.start(), line.type()));
        return same == null ? Optional.empty() : Optional.ofNullable(same.poll());
    }

    private void add(JsonNode encounter) {
        What what =
                new What(text(encounter, "class"), Instant.parse(text(encounter, "start")), text(encounter, "type"));
        known.computeIfAbsent(what, key -> new ArrayDeque<>())
                .add(new Known(text(encounter, "id"), encounter.has("end")));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
