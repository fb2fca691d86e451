package pms.cli.up;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pms.cli.runtime.FreePorts;
import pms.cli.system.PartNames;

/**
 * Who listens where, and how each service is told: the same variables as in a container.
 *
 * @param http the HTTP port of each service by its name
 * @param internal the port of the gateway for the other parts
 * @param tls null when the gateway speaks without it
 * @param detours other ways to some of the parts
 */
record Wiring(
        int postgres,
        int kafka,
        int billingGrpc,
        int keysGrpc,
        int internal,
        Map<String, Integer> http,
        Secrets secrets,
        boolean demo,
        @Nullable TlsFiles tls,
        Detours detours) {

    /** Free ports for all but the gateway's door. */
    static Wiring choose(int gatewayPort, Secrets secrets, boolean demo, @Nullable TlsFiles tls) {
        return choose(gatewayPort, secrets, demo, tls, Detours.NONE);
    }

    /** As above, with other ways to some of them. */
    static Wiring choose(int gatewayPort, Secrets secrets, boolean demo, @Nullable TlsFiles tls, Detours detours) {
        FreePorts free = new FreePorts();
        Map<String, Integer> http = new HashMap<>();
        Service.ALL.forEach(service -> http.put(service.name(), free.take()));
        http.put(PartNames.EDGE_GATEWAY, gatewayPort);
        return new Wiring(
                free.take(), free.take(), free.take(), free.take(), free.take(), http, secrets, demo, tls, detours);
    }

    int port(String service) {
        Integer port = http.get(service);
        if (port == null) {
            throw new IllegalArgumentException("No such service: " + service);
        }
        return port;
    }

    /** Null for a part that has none beside its HTTP port. */
    @Nullable
    Integer grpcPort(String part) {
        return switch (part) {
            case PartNames.COMMAND_SIDE -> keysGrpc;
            case PartNames.BILLING_GRPC -> billingGrpc;
            default -> null;
        };
    }

    String url(String service) {
        boolean secured = tls != null && service.equals(PartNames.EDGE_GATEWAY);
        return (secured ? "https://localhost:" : "http://127.0.0.1:") + port(service);
    }

    Map<String, String> environment(Service service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(port(service.name())));
        environment.put("PMS_POSTGRES_HOST", "127.0.0.1");
        environment.put("PMS_POSTGRES_PORT", Integer.toString(postgres));
        environment.put("PMS_POSTGRES_DATABASE", service.database());
        environment.put("PMS_KAFKA_BOOTSTRAP", "127.0.0.1:" + kafka);
        environment.put("PMS_BILLING_GRPC_PORT", Integer.toString(billingGrpc));
        environment.put("PMS_BILLING_GRPC_TARGET", "127.0.0.1:" + billingGrpc);
        environment.put("PMS_COMMAND_URL", url(PartNames.COMMAND_SIDE));
        environment.put("PMS_QUERY_URL", url(PartNames.QUERY_SIDE));
        environment.put("PMS_ANALYTICS_URL", url(PartNames.ANALYTICS_PROJECTOR));
        environment.put("PMS_BILLING_URL", url(PartNames.BILLING_GRPC));
        environment.put("PMS_DEMO", Boolean.toString(demo));
        environment.put("PMS_TRUST_URL", "http://127.0.0.1:" + internal);
        environment.putAll(secrets.of(service));
        environment.putAll(
                switch (service.name()) {
                    case PartNames.COMMAND_SIDE -> Map.of("PMS_KEYS_GRPC_PORT", Integer.toString(keysGrpc));
                    case PartNames.QUERY_SIDE -> Map.of("PMS_KEYS_GRPC_TARGET", "127.0.0.1:" + keysGrpc);
                    case PartNames.EDGE_GATEWAY -> gateway();
                    default -> Map.of();
                });
        detours.lead(service.name(), environment);
        return environment;
    }

    private Map<String, String> gateway() {
        Map<String, String> told = new HashMap<>();
        told.put("PMS_INTERNAL_PORT", Integer.toString(internal));
        if (tls != null) {
            told.putAll(tls.variables());
        }
        return told;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Wiring" + http;
    }
}
