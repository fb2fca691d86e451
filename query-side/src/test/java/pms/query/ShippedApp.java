package pms.query;

import java.util.HashMap;
import java.util.Map;
import org.springframework.web.reactive.function.client.WebClient;
import pms.cli.runtime.PostgresServer;

/** The service as it is shipped, on a database and a topic of its own. */
public final class ShippedApp implements AutoCloseable {

    private final TestKeys keys = new TestKeys();
    private final TestTrust trust = new TestTrust();
    private final Relay relay;
    private final QueryProcess process;

    /** @param settings beside those that lead it to the servers, as variables of the environment */
    public ShippedApp(String name, int heapMegabytes, Map<String, String> settings) {
        String password = Servers.postgres().createDatabase(name);
        Servers.postgres().allowScrubbing(name);
        Servers.postgres().allowGenerations(name);
        Servers.createTopic(name, 12);
        relay = new Relay(name, keys);
        Map<String, String> environment = new HashMap<>(Map.of(
                "PMS_POSTGRES_HOST", Servers.postgres().host(),
                "PMS_POSTGRES_PORT", Integer.toString(Servers.postgres().port()),
                "PMS_POSTGRES_DATABASE", name,
                "PMS_POSTGRES_PASSWORD", password,
                "PMS_POSTGRES_MIGRATION_USER", PostgresServer.owner(name),
                "PMS_POSTGRES_MIGRATION_PASSWORD", password,
                "PMS_KAFKA_BOOTSTRAP", Servers.bootstrapServers(),
                "PMS_PROJECTION_TOPIC", name,
                "PMS_AUDIT_TOPIC", Servers.auditOf(name)));
        environment.put("PMS_KEYS_GRPC_TARGET", keys.target());
        environment.put("PMS_KEYS_TOKEN", TestKeys.TOKEN);
        environment.put("PMS_TRUST_URL", trust.url());
        environment.put("PMS_TRUST_TOKEN", TestTrust.TOKEN);
        environment.put("PMS_OPERATOR_SHA256", TestTrust.OPERATOR_SHA256);
        environment.putAll(settings);
        process = QueryProcess.start(heapMegabytes, environment);
    }

    public Relay relay() {
        return relay;
    }

    public QueryProcess process() {
        return process;
    }

    public WebClient client(String token) {
        return WebClient.builder()
                .baseUrl("http://127.0.0.1:" + process.port())
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    @Override
    public void close() {
        relay.close();
        process.close();
        keys.close();
        trust.close();
    }
}
