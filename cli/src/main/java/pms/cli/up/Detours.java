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
 * @param ports by {@code FROM>TO}
 */
record Detours(Map<String, Integer> ports) {
    static final String VARIABLE = "PMS_DETOURS";
    static final Detours NONE = new Detours(Map.of());

    private static final Pattern ONE = Pattern.compile("([a-z-]+>[a-z-]+)=(\\d{1,5})");

    /** @param text like {@code command-side>postgres=21001,query-side>command-side=21002} */
    static Detours parse(String text) {
        Map<String, Integer> ports = new HashMap<>();
        for (String each : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher matcher = ONE.matcher(each);
            if (!matcher.matches()) {
                throw new RuntimeFailure(VARIABLE + " can't be read at " + each);
            }
            ports.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
        return new Detours(Map.copyOf(ports));
    }

    /** Changes where a service is led. */
    void lead(String service, Map<String, String> environment) {
        lead(service, PartNames.POSTGRES, "PMS_POSTGRES_PORT", "", environment);
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
