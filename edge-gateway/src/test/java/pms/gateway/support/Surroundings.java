package pms.gateway.support;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.test.context.DynamicPropertyRegistry;
import pms.cli.runtime.KafkaBroker;
import pms.cli.runtime.PostgresServer;

/** What the gateway finds around it, once for all tests of this JVM: PostgreSQL, Kafka and the services behind. */
public final class Surroundings {

    public static final String AUDIT_TOPIC = "access.audit.v1";

    public static final PostgresServer POSTGRES = PostgresServer.startTemporary();
    public static final KafkaBroker KAFKA = kafka();
    public static final Downstream COMMAND_SIDE = new Downstream("command-side");
    public static final Downstream QUERY_SIDE = new Downstream("query-side");
    public static final Downstream ANALYTICS = new Downstream("analytics-projector");
    public static final Downstream BILLING_HTTP = new Downstream("billing-grpc");
    public static final Billing BILLING = new Billing();

    public static final String TRUST_TOKEN = "trust-token-of-the-tests-0123456789";
    public static final String OPERATOR_TOKEN = "operator-token-of-the-tests-0123456789";
    public static final String OPERATOR_SHA256 = "4022aa777dd0cea52deb00fe25c7bc9a108d729142c3a808df386c678e512c9f";
    public static final String SIGNING_KEK = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private Surroundings() {}

    /** With the audit topic, as command-side makes it. */
    private static KafkaBroker kafka() {
        KafkaBroker broker = KafkaBroker.startTemporary();
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(AUDIT_TOPIC, 1, (short) 1)))
                    .all()
                    .get();
            return broker;
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("the audit topic can't be made", failure);
        }
    }

    public static void describe(DynamicPropertyRegistry properties, String database) {
        String password = POSTGRES.createDatabase(database);
        properties.add("PMS_POSTGRES_HOST", POSTGRES::host);
        properties.add("PMS_POSTGRES_PORT", POSTGRES::port);
        properties.add("PMS_POSTGRES_DATABASE", () -> database);
        properties.add("PMS_POSTGRES_PASSWORD", () -> password);
        properties.add("PMS_KAFKA_BOOTSTRAP", KAFKA::bootstrapServers);
        properties.add("PMS_SIGNING_KEK", () -> SIGNING_KEK);
        properties.add("PMS_TRUST_TOKEN", () -> TRUST_TOKEN);
        properties.add("PMS_OPERATOR_SHA256", () -> OPERATOR_SHA256);
        properties.add("PMS_INTERNAL_PORT", () -> "0");
        properties.add("PMS_POSTGRES_MIGRATION_USER", () -> PostgresServer.owner(database));
        properties.add("PMS_POSTGRES_MIGRATION_PASSWORD", () -> password);
        properties.add("PMS_COMMAND_URL", COMMAND_SIDE::url);
        properties.add("PMS_QUERY_URL", QUERY_SIDE::url);
        properties.add("PMS_ANALYTICS_URL", ANALYTICS::url);
        properties.add("PMS_BILLING_URL", BILLING_HTTP::url);
        properties.add("PMS_BILLING_GRPC_TARGET", BILLING::target);
        properties.add("PMS_BILLING_TOKEN", () -> Billing.TOKEN);
    }
}
