package pms.command.testing;

import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import pms.command.CommandSide;
import pms.command.testing.Servers.Database;

/** The service, started once for all tests that do not need one of their own. */
public final class Service implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final BillingPeer billing;
    private final String topic;

    private Service(ConfigurableApplicationContext context, BillingPeer billing, String topic) {
        this.context = context;
        this.billing = billing;
        this.topic = topic;
    }

    /** The one that all share. */
    public static Service shared() {
        return Shared.SERVICE;
    }

    public static Service start(Database database, String topic, BillingPeer billing) {
        SpringApplication application = new SpringApplicationBuilder(CommandSide.class)
                .registerShutdownHook(false)
                .build();
        return new Service(
                application.run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--pms.postgres.host=" + database.host(),
                        "--pms.postgres.port=" + database.port(),
                        "--pms.postgres.database=" + database.name(),
                        "--pms.postgres.user=" + database.name(),
                        "--pms.postgres.password=" + database.password(),
                        "--pms.kafka.bootstrap=" + Servers.kafka(),
                        "--pms.kafka.topic=" + topic,
                        "--pms.billing.target=" + billing.target()),
                billing,
                topic);
    }

    public WebTestClient http() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port())
                .defaultHeader("PMS-Actor", "tester@example.org")
                .responseTimeout(Duration.ofSeconds(30))
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
    }

    private static final class Shared {
        static final Service SERVICE = start(Servers.freshDatabase(), Servers.freshTopic(), new BillingPeer());
    }
}
