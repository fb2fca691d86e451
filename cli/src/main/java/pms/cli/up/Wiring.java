package pms.cli.up;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pms.cli.folder.Settings;
import pms.cli.runtime.FreePorts;
import pms.cli.system.PartNames;

/**
 * Who listens where, and how each service is told: the same variables as in a container.
 *
 * @param http the HTTP port of each service by its name
 * @param passwords the password of each database by its name
 * @param serviceToken what services show to each other
 * @param kek the variable that tells command-side its key-encryption key
 */
record Wiring(
        int postgres,
        int kafka,
        int billingGrpc,
        int keysGrpc,
        Map<String, Integer> http,
        Map<String, String> passwords,
        String serviceToken,
        Map<String, String> kek,
        boolean demo) {

    /** Free ports for all but the gateway. */
    static Wiring choose(int gatewayPort, Settings settings, Map<String, String> kek, boolean demo) {
        FreePorts free = new FreePorts();
        Map<String, Integer> http = new HashMap<>();
        Service.ALL.forEach(service -> http.put(service.name(), free.take()));
        http.put(PartNames.EDGE_GATEWAY, gatewayPort);
        Map<String, String> passwords = Service.ALL.stream()
                .collect(Collectors.toMap(Service::database, each -> settings.password(each.database())));
        return new Wiring(
                free.take(),
                free.take(),
                free.take(),
                free.take(),
                http,
                passwords,
                settings.serviceToken(),
                kek,
                demo);
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

    private String password(String database) {
        String password = passwords.get(database);
        if (password == null) {
            throw new IllegalArgumentException("No such database: " + database);
        }
        return password;
    }

    String url(String service) {
        return "http://127.0.0.1:" + port(service);
    }

    Map<String, String> environment(Service service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(port(service.name())));
        environment.put("PMS_POSTGRES_HOST", "127.0.0.1");
        environment.put("PMS_POSTGRES_PORT", Integer.toString(postgres));
        environment.put("PMS_POSTGRES_DATABASE", service.database());
        environment.put("PMS_POSTGRES_USER", service.database());
        environment.put("PMS_POSTGRES_PASSWORD", password(service.database()));
        environment.put("PMS_KAFKA_BOOTSTRAP", "127.0.0.1:" + kafka);
        environment.put("PMS_BILLING_GRPC_PORT", Integer.toString(billingGrpc));
        environment.put("PMS_BILLING_GRPC_TARGET", "127.0.0.1:" + billingGrpc);
        environment.put("PMS_COMMAND_URL", url(PartNames.COMMAND_SIDE));
        environment.put("PMS_QUERY_URL", url(PartNames.QUERY_SIDE));
        environment.put("PMS_ANALYTICS_URL", url(PartNames.ANALYTICS_PROJECTOR));
        environment.put("PMS_BILLING_URL", url(PartNames.BILLING_GRPC));
        environment.put("PMS_DEMO", Boolean.toString(demo));
        environment.putAll(keys(service));
        return environment;
    }

    /** A secret goes to those that need it: the key-encryption key to command-side alone. */
    private Map<String, String> keys(Service service) {
        Map<String, String> keys = new HashMap<>();
        if (service.name().equals(PartNames.COMMAND_SIDE)) {
            keys.putAll(kek);
            keys.put("PMS_KEYS_GRPC_PORT", Integer.toString(keysGrpc));
            keys.put("PMS_SERVICE_TOKEN", serviceToken);
        } else if (service.name().equals(PartNames.QUERY_SIDE)) {
            keys.put("PMS_KEYS_GRPC_TARGET", "127.0.0.1:" + keysGrpc);
            keys.put("PMS_SERVICE_TOKEN", serviceToken);
        }
        return keys;
    }

    /** Without passwords, token and key. */
    @Override
    public String toString() {
        return "Wiring" + http;
    }
}
