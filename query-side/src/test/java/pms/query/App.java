package pms.query;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import pms.access.Role;
import pms.cli.runtime.PostgresServer;
import pms.projection.generation.LiveViews;

/** The service as it runs, on a database and a topic of its own. */
public final class App implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Two services in one JVM: the one that is closed first must leave the other its threads. */
    @Configuration(proxyBeanMethods = false)
    static class OwnThreads {

        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
        }
    }

    private final String name;
    private final String password;
    private final TestKeys keys = new TestKeys();
    private final TestTrust trust = new TestTrust();
    private final Relay relay;
    private final List<Class<?>> parts;
    private final String[] settings;
    private ConfigurableApplicationContext context;

    public App(String name, String... settings) {
        this(name, List.of(), settings);
    }

    /** @param more parts, which take the place of the service's own or come beside them */
    public App(String name, List<Class<?>> more, String... settings) {
        this.name = name;
        this.password = Servers.postgres().createDatabase(name);
        Servers.postgres().allowScrubbing(name);
        Servers.postgres().allowGenerations(name);
        this.settings = settings;
        this.parts = new ArrayList<>(List.of(QuerySide.class, OwnThreads.class, ClearKeys.InPlaceOfSealing.class));
        this.parts.addAll(more);
        Servers.createTopic(name, 12);
        this.relay = new Relay(name, keys);
        this.context = run();
    }

    private ConfigurableApplicationContext run() {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--PMS_POSTGRES_HOST=" + Servers.postgres().host(),
                "--PMS_POSTGRES_PORT=" + Servers.postgres().port(),
                "--PMS_POSTGRES_DATABASE=" + name,
                "--PMS_POSTGRES_PASSWORD=" + password,
                "--PMS_POSTGRES_MIGRATION_USER=" + PostgresServer.owner(name),
                "--PMS_POSTGRES_MIGRATION_PASSWORD=" + password,
                "--PMS_KAFKA_BOOTSTRAP=" + Servers.bootstrapServers(),
                "--PMS_KEYS_GRPC_TARGET=" + keys.target(),
                "--PMS_KEYS_TOKEN=" + TestKeys.TOKEN,
                "--PMS_TRUST_URL=" + trust.url(),
                "--PMS_TRUST_TOKEN=" + TestTrust.TOKEN,
                "--PMS_OPERATOR_SHA256=" + TestTrust.OPERATOR_SHA256,
                "--pms.projection.topic=" + name,
                "--pms.audit.topic=" + Servers.auditOf(name)));
        arguments.addAll(List.of(settings));
        var started =
                new SpringApplicationBuilder(parts.toArray(Class<?>[]::new)).run(arguments.toArray(String[]::new));
        started.getBean(LiveViews.class).check("directory").block(PATIENCE); // the tables are there
        return started;
    }

    public void restart() {
        whileDown(() -> {});
    }

    /** What is done meanwhile comes as one batch for each partition, and no key is at hand. */
    public void whileDown(Runnable meanwhile) {
        context.close();
        meanwhile.run();
        context = run();
    }

    public Relay relay() {
        return relay;
    }

    /** The key service that this one asks. */
    public TestKeys keys() {
        return keys;
    }

    /** The gateway, as this service sees it. */
    public TestTrust trust() {
        return trust;
    }

    public String database() {
        return name;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public void sql(String statement) throws SQLException {
        try (var connection = connect();
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /** The first column of what the last of the statements answers. */
    public List<String> strings(String statements) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (var connection = connect();
                var run = connection.createStatement()) {
            boolean hasRows = run.execute(statements);
            while (!hasRows) {
                hasRows = run.getMoreResults();
            }
            try (var rows = run.getResultSet()) {
                while (rows.next()) {
                    answers.add(rows.getString(1));
                }
            }
        }
        return answers;
    }

    public long number(String query) throws SQLException {
        return Long.parseLong(strings(query).getFirst());
    }

    /** As the service itself, whose the tables of the views are. */
    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s?currentSchema=views,public"
                        .formatted(Servers.postgres().host(), Servers.postgres().port(), name),
                name,
                password);
    }

    public String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** An admin's. */
    public WebTestClient client() {
        return client(TestTrust.TOKENS.good(Role.ADMIN));
    }

    /** Of whoever has that token. */
    public WebTestClient client(String token) {
        return anonymous()
                .mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    /** Nobody's. */
    public WebTestClient anonymous() {
        return WebTestClient.bindToServer()
                .baseUrl(url())
                .responseTimeout(PATIENCE)
                .build();
    }

    /** For the feed. */
    public WebClient streams() {
        return WebClient.create(url());
    }

    /** A GET that sees what the relay has written so far. */
    public WebTestClient.ResponseSpec get(String path, Object... variables) {
        return client().get()
                .uri(path, variables)
                .header("PMS-Position", Long.toString(relay.position()))
                .exchange();
    }

    public WebTestClient.ResponseSpec patient(UUID id) {
        return get("/api/patients/{id}", id);
    }

    @Override
    public void close() {
        relay.close();
        context.close();
        keys.close();
        trust.close();
    }
}
