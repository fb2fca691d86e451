package pms.command.testing;

import java.time.Duration;
import java.util.Collection;
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
        TestTrust trust = new TestTrust();
        SpringApplication application = new SpringApplicationBuilder(CommandSide.class, OwnEventLoops.class)
                .registerShutdownHook(false)
                .build();
        return new Service(
                application.run(
                        "--server.port=0",
                        // Machines that run tests may be slow; what is tested here is never a timeout.
                        "--pms.commands.timeout=60s",
                        "--server.address=127.0.0.1",
                        "--pms.postgres.host=" + database.host(),
                        "--pms.postgres.port=" + database.port(),
                        "--pms.postgres.database=" + database.name(),
                        "--pms.postgres.user=" + database.name(),
                        "--pms.postgres.password=" + database.password(),
                        "--PMS_POSTGRES_MIGRATION_USER=" + database.owner(),
                        "--PMS_POSTGRES_MIGRATION_PASSWORD=" + database.password(),
                        "--pms.kafka.bootstrap=" + Servers.kafka(),
                        "--pms.kafka.topic=" + topic,
                        "--pms.kafka.audit-topic=" + Topic.auditOf(topic),
                        "--spring.grpc.server.port=0",
                        "--pms.kek.keys=" + kek,
                        "--pms.keys.token=" + TOKEN,
                        "--pms.access.trust-url=" + trust.url(),
                        "--pms.access.trust-token=" + TestTrust.TOKEN,
                        "--pms.access.operator-sha256=" + TestTrust.OPERATOR_SHA256,
                        "--pms.billing.token=" + BillingPeer.TOKEN,
                        "--pms.billing.target=" + billing.target()),
                billing,
                topic,
                trust);
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
