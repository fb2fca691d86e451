package pms.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import pms.cli.runtime.PostgresServer;
import pms.projection.Projection;
import pms.projection.ProjectionConfiguration;
import pms.projection.Servers;
import pms.projection.Watermark;
import pms.telemetry.Traces;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A service without a web server: the projection and its rebuilds as they are wired, on a database and a topic that are there. */
final class CountingService implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int CONNECTIONS = 10;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    final ConnectionPool connections;
    final DatabaseClient database;

    /** What differs between versions of the code, and between tests. */
    record Version(int revisionOfTotal, boolean takesPoison, Map<String, Object> settings) {

        static final Version FIRST = new Version(1, false, Map.of());
    }

    /** Makes the database; answers its password. */
    static String newDatabase(String name) {
        String password = Servers.postgres().createDatabase(name);
        Servers.postgres().allowGenerations(name);
        Flyway.configure()
                .dataSource(url(name), PostgresServer.owner(name), password)
                .placeholders(Map.of("service", name))
                .load()
                .migrate();
        return password;
    }

    static String url(String name) {
        return "jdbc:postgresql://%s:%d/%s"
                .formatted(Servers.postgres().host(), Servers.postgres().port(), name);
    }

    /** Started. */
    CountingService(String name, String password, Version version) {
        connections = new ConnectionPool(ConnectionPoolConfiguration.builder(factory(name, password))
                .initialSize(0)
                .maxSize(CONNECTIONS)
                .build());
        database = DatabaseClient.create(connections);
        Map<String, Object> settings = new java.util.HashMap<>(Map.of(
                "pms.projection.bootstrap-servers",
                Servers.bootstrapServers(),
                "pms.projection.topic",
                name,
                "pms.projection.group",
                name,
                "pms.projection.batch-size",
                23,
                "pms.projection.topic-refresh",
                "500ms",
                "pms.rebuild.path",
                "/rebuilds",
                "pms.rebuild.batch-size",
                50,
                "pms.rebuild.parallelism",
                2, // whatever the machine: two batches at the same time, also behind the fence
                "pms.rebuild.look",
                "200ms",
                "pms.rebuild.level",
                20));
        settings.putAll(version.settings());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.registerBean(ConnectionFactory.class, () -> connections, bean -> bean.setDestroyMethodName(""));
        context.registerBean(DatabaseClient.class, () -> database);
        context.registerBean(ReactiveTransactionManager.class, () -> new R2dbcTransactionManager(connections));
        context.registerBean(Traces.class, () -> Traces.NONE);
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.registerBean(
                Projection.class,
                () -> new CountingProjection(database, version.revisionOfTotal(), version.takesPoison()));
        context.register(ProjectionConfiguration.class, RebuildConfiguration.class);
        context.refresh();
    }

    private static PostgresqlConnectionFactory factory(String name, String password) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(Servers.postgres().host())
                .port(Servers.postgres().port())
                .database(name)
                .username(name)
                .password(password)
                .schema("views, public")
                .build());
    }

    Rebuilds rebuilds() {
        return context.getBean(Rebuilds.class);
    }

    void await(long position) {
        assertThat(context.getBean(Watermark.class).reached(position).block(PATIENCE))
                .isGreaterThanOrEqualTo(position);
    }

    /** Begins one and waits for its end. */
    Rebuild rebuild() {
        return ended(begun());
    }

    UUID begun() {
        return id(rebuilds().begin(CountingProjection.NAME, true));
    }

    static UUID id(Mono<Rebuild> begun) {
        return Objects.requireNonNull(begun.block(PATIENCE)).id();
    }

    Rebuild ended(UUID id) {
        return eventually(rebuilds().one(id), rebuild -> !rebuild.isRunning());
    }

    static <T> T eventually(Mono<T> asked, java.util.function.Predicate<T> is) {
        return Objects.requireNonNull(Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                .onBackpressureDrop()
                .concatMap(tick -> asked)
                .filter(is)
                .blockFirst(PATIENCE));
    }

    List<String> strings(String sql) {
        return Objects.requireNonNull(database.sql(sql)
                .map(row -> String.valueOf(row.get(0)))
                .all()
                .collectList()
                .block(PATIENCE));
    }

    String string(String sql) {
        return strings(sql).getFirst();
    }

    /** Ends as a killed process does, but for what its connections say. */
    @Override
    public void close() {
        context.close();
        connections
                .disposeLater()
                .onErrorComplete(IllegalArgumentException.class)
                .block(PATIENCE);
    }
}
