package pms.cli.up;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import pms.cli.folder.Settings;
import pms.cli.runtime.FreePorts;
import pms.cli.system.PartNames;

/**
 * Who listens where, and how each service is told: the same variables as in a container.
 *
 * @param http the HTTP port of each service by its name
 * @param passwords the password of each database by its name
 */
record Wiring(
        int postgres,
        int kafka,
        int billingGrpc,
        Map<String, Integer> http,
        Map<String, String> passwords,
        boolean demo) {

    /** Free ports for all but the gateway. */
    static Wiring choose(int gatewayPort, Settings settings, boolean demo) {
        FreePorts free = new FreePorts();
        Map<String, Integer> http = new HashMap<>();
        Service.ALL.forEach(service -> http.put(service.name(), free.take()));
        http.put(PartNames.EDGE_GATEWAY, gatewayPort);
        Map<String, String> passwords = Service.ALL.stream()
                .collect(Collectors.toMap(Service::database, each -> settings.password(each.database())));
        return new Wiring(free.take(), free.take(), free.take(), http, passwords, demo);
    }

    int port(String service) {
        Integer port = http.get(service);
        if (port == null) {
            throw new IllegalArgumentException("No such service: " + service);
        }
        return port;
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
        return environment;
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "Wiring" + http;
    }
}
