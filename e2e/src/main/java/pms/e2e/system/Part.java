package pms.e2e.system;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One process of the system, as {@code ./pms status --json} shows it.
 *
 * @param pid 0 when it does not run
 * @param port HTTP port of a service; the port of PostgreSQL and of Kafka
 * @param grpcPort 0 but for billing-grpc
 */
public record Part(String name, long pid, int port, int grpcPort, String state) {

    static Part of(JsonNode node) {
        return new Part(
                node.path("name").asString(),
                number(node, "pid"),
                (int) number(node, "port"),
                (int) number(node, "grpcPort"),
                node.path("state").asString());
    }

    private static long number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? value.asLong() : 0;
    }

    /** The process, when it runs. */
    public Optional<ProcessHandle> process() {
        return pid == 0 ? Optional.empty() : ProcessHandle.of(pid);
    }

    public boolean isUp() {
        return state.equals("UP");
    }
}
