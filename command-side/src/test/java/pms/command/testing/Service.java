package pms.command.testing;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.test.web.reactive.server.WebTestClient;
import pms.command.CommandSide;
import pms.command.testing.Servers.Database;

/** The service, started once for all tests that do not need one of their own. */
public final class Service implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    /** Nobody's. */
    public static final String KEK = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    public static final String TOKEN = "token-of-the-keys-in-tests-0123456789";

    private final BillingPeer billing;
    private final String topic;

    private final TestTrust trust;

    private Service(ConfigurableApplicationContext context, BillingPeer billing, String topic, TestTrust trust) {
        this.trust = trust;
        this.context = context;
        this.billing = billing;
        this.topic = topic;
    }

    /** The one that all share. */
    public static Service shared() {
        return Shared.SERVICE;
    }

    public static Service start(Database database, String topic, BillingPeer billing) {
        return start(database, topic, billing, KEK);
    }

    public static Service start(Database database, String topic, BillingPeer billing, String kek) {
        return startWith(database, topic, billing, Map.of("pms.kek.keys", kek));
    }

    /** With settings that take the place of others. */
    public static Service startWith(
            Database database, String topic, BillingPeer billing, Map<String, String> settings) {
        TestTrust trust = new TestTrust();
        SpringApplication application = new SpringApplicationBuilder(CommandSide.class, OwnEventLoops.class)
                .registerShutdownHook(false)
                .build();
        String[] arguments =
                arguments(database, topic, billing, trust, settings).toArray(String[]::new);
        return new Service(application.run(arguments), billing, topic, trust);
    }

    /** What tells an instance where all is that it needs; it finds ports for itself. */
    static List<String> arguments(
            Database database, String topic, BillingPeer billing, TestTrust trust, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        // Machines that run tests may be slow; what is tested here is never a timeout.
        all.put("pms.commands.timeout", "60s");
        all.put("server.address", "127.0.0.1");
        all.put("pms.postgres.host", database.host());
        all.put("pms.postgres.port", Integer.toString(database.port()));
        all.put("pms.postgres.database", database.name());
        all.put("pms.postgres.user", database.name());
        all.put("pms.postgres.password", database.password());
        all.put("PMS_POSTGRES_MIGRATION_USER", database.owner());
        all.put("PMS_POSTGRES_MIGRATION_PASSWORD", database.password());
        all.put("pms.kafka.bootstrap", settings.getOrDefault("pms.kafka.bootstrap", ""));
        all.put("pms.kafka.topic", topic);
        all.put("pms.kafka.audit-topic", Topic.auditOf(topic));
        all.put("spring.grpc.server.port", "0");
        all.put("pms.kek.keys", KEK);
        all.put("pms.keys.token", TOKEN);
        all.put("pms.access.trust-url", trust.url());
        all.put("pms.access.trust-token", TestTrust.TOKEN);
        all.put("pms.access.operator-sha256", TestTrust.OPERATOR_SHA256);
        all.put("pms.billing.token", BillingPeer.TOKEN);
        all.put("pms.billing.target", billing.target());
        all.putAll(settings);
        all.computeIfPresent("pms.kafka.bootstrap", (name, given) -> given.isEmpty() ? Servers.kafka() : given);
        return all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    public WebTestClient http() {
        return http(TestTrust.bearer("tester@example.org"));
    }

    /** With that {@code Authorization}. */
    public WebTestClient http(String authorization) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port())
                .defaultHeader("Authorization", authorization)
                .responseTimeout(Duration.ofSeconds(90))
                .build();
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public BillingPeer billing() {
        return billing;
    }

    public String topic() {
        return topic;
    }

    @Override
    public void close() {
        context.close();
        trust.close();
    }

    /** The gateway, as this service sees it. */
    public TestTrust trust() {
        return trust;
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** By default all contexts of a JVM share event loops, and the first to close takes them from the others. */
    @Configuration(proxyBeanMethods = false)
    static class OwnEventLoops {
        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory factory = new ReactorResourceFactory();
            factory.setUseGlobalResources(false);
            return factory;
        }
    }

    private static final class Shared {
        static final Service SERVICE = start(Servers.freshDatabase(), Servers.freshTopic(), new BillingPeer());
    }
}
