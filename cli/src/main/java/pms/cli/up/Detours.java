package pms.cli.up;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.system.PartNames;

/**
 * Other loopback ports by which a service reaches another part: for tests that stand in between, to cut a connection or
 * slow it down. Without {@code PMS_DETOURS} there are none.
 *
 * <p>A client of Kafka goes on by the address that the broker tells it. So each detour to it has a listener of its own,
 * of which the broker tells the address of the detour, and to which the detour MUST lead.
 *
 * @param ports by {@code FROM>TO}
 * @param listeners of the broker: by the port of a detour the one that it leads to
 */
record Detours(Map<String, Integer> ports, Map<Integer, Integer> listeners) {
    static final String VARIABLE = "PMS_DETOURS";
    static final Detours NONE = new Detours(Map.of(), Map.of());

    private static final Pattern ONE = Pattern.compile("([a-z-]+>([a-z-]+))=(\\d{1,5})(?:/(\\d{1,5}))?");

    /**
     * Reads what {@code PMS_DETOURS} says.
     *
     * @param text like {@code command-side>postgres=21001,query-side>command-side=21002}; to Kafka with the listener's
     *     port as well: {@code query-side>kafka=21003/21004}
     */
    static Detours parse(String text) {
        Map<String, Integer> ports = new HashMap<>();
        Map<Integer, Integer> listeners = new HashMap<>();
        for (String each : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher matcher = ONE.matcher(each);
            if (!matcher.matches() || matcher.group(2).equals(PartNames.KAFKA) != (matcher.group(4) != null)) {
                throw new RuntimeFailure(VARIABLE + " can't be read at " + each);
            }
            int port = Integer.parseInt(matcher.group(3));
            ports.put(matcher.group(1), port);
            if (matcher.group(4) != null) {
                listeners.put(port, Integer.parseInt(matcher.group(4)));
            }
        }
        return new Detours(Map.copyOf(ports), Map.copyOf(listeners));
    }

    /** Changes where a service is led. */
    void lead(String service, Map<String, String> environment) {
        lead(service, PartNames.POSTGRES, "PMS_POSTGRES_PORT", "", environment);
        lead(service, PartNames.KAFKA, "PMS_KAFKA_BOOTSTRAP", "127.0.0.1:", environment);
        lead(service, PartNames.BILLING_GRPC, "PMS_BILLING_GRPC_TARGET", "127.0.0.1:", environment);
        lead(service, PartNames.COMMAND_SIDE, "PMS_KEYS_GRPC_TARGET", "127.0.0.1:", environment);
    }

    private void lead(String from, String to, String variable, String host, Map<String, String> environment) {
        Integer port = ports.get(from + ">" + to);
        if (port != null) {
            environment.put(variable, host + port);
        }
    }
}
