package pms.command.eventstore;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import pms.cli.runtime.PostgresServer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A fresh, migrated database, on the PostgreSQL server of this test run if not said otherwise. */
public final class StoreDatabase implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final int port;
    private final String name;
    private final String password;
    private final PostgresqlConnectionFactory own;
    private final PostgresqlConnectionFactory asOwner;
    private final ConnectionPool pool;

    private StoreDatabase(int port, String name, String password) {
        this.port = port;
        this.name = name;
        this.password = password;
        this.own = new PostgresqlConnectionFactory(configuration(port, name));
        this.asOwner = new PostgresqlConnectionFactory(configuration(port, owner()));
        this.pool = new ConnectionPool(ConnectionPoolConfiguration.builder(own)
                .maxSize(4)
                .maxAcquireTime(Duration.ofSeconds(5))
                .build());
    }

    public static StoreDatabase create() {
        return createOn(server());
    }

    /** A database on a server of the test's own. It may be killed and started again, on the same port. */
    static StoreDatabase createOn(PostgresServer server) {
        String name = "store_" + COUNTER.incrementAndGet();
        StoreDatabase database = new StoreDatabase(server.port(), name, server.createDatabase(name));
        letOwnerSeeTheService(server, database);
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.password)
                .placeholders(Map.of("service", name))
                .target("1")
                .load()
                .migrate();
        return database;
    }

    /** Tests look at the sessions of the store, and end some. */
    private static void letOwnerSeeTheService(PostgresServer server, StoreDatabase database) {
        try (var superuser = server.connect();
                var statement = superuser.createStatement()) {
            statement.execute("grant %s to %s".formatted(database.name, database.owner()));
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** With all tables of the service, not only the store's. */
    public DataSource migrateAll() {
        Flyway flyway = Flyway.configure()
                .dataSource(jdbcUrl(), owner(), password)
                .placeholders(Map.of("service", name))
                .load();
        flyway.migrate();
        return flyway.getConfiguration().getDataSource();
    }

    /** Lends connections. */
    public ConnectionPool pool() {
        return pool;
    }

    /** The role that owns it; it has the same password. */
    public String owner() {
        return PostgresServer.owner(name);
    }

    public PostgresEventStore startStore() {
        return startStore(EventStoreSettings.defaults());
    }

    PostgresEventStore startStore(EventStoreSettings settings) {
        return PostgresEventStore.start(own, pool, settings);
    }

    /** A store whose commits and notifications go through another port; its reads don't. */
    PostgresEventStore startStoreThrough(int port, EventStoreSettings settings) {
        return PostgresEventStore.start(new PostgresqlConnectionFactory(configuration(port, name)), pool, settings);
    }

    <T> List<T> query(String sql, Function<Row, T> mapper) {
        return Mono.usingWhen(
                        asOwner.create(),
                        connection -> Flux.from(connection.createStatement(sql).execute())
                                .concatMap(result -> result.map((row, metadata) -> mapper.apply(row)))
                                .collectList(),
                        Connection::close)
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    public void execute(String sql) {
        Mono.usingWhen(
                        asOwner.create(),
                        connection -> Flux.from(connection.createStatement(sql).execute())
                                .concatMap(result -> result.getRowsUpdated())
                                .then(),
                        Connection::close)
                .block(LIMIT);
    }

    /** Takes all events out. No store may run. */
    void empty() {
        execute("truncate event, event_tag, event_type_block");
        execute("update event_head set position = 0, recorded_at = 'epoch'");
    }

    HeadLock lockHead() {
        return new HeadLock(this, asOwner.create());
    }

    /** Kills the backends of all connections but this one's; gives their number. */
    Mono<Long> killBackends() {
        return Mono.usingWhen(
                asOwner.create(),
                connection -> Flux.from(connection
                                .createStatement("select pg_terminate_backend(pid) from pg_stat_activity"
                                        + " where datname = current_database() and pid <> pg_backend_pid()")
                                .execute())
                        .concatMap(result -> result.map((row, metadata) -> row))
                        .count(),
                Connection::close);
    }

    long count(String sql) {
        return query(sql, row -> Objects.requireNonNull(row.get(0, Long.class))).getFirst();
    }

    public String name() {
        return name;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** Outside any pool. */
    public PostgresqlConnectionFactory connections() {
        return own;
    }

    /** For example {@code PostgreSQL 18.1}. */
    public static String version() {
        return "PostgreSQL " + server().show("server_version");
    }

    static int serverPort() {
        return server().port();
    }

    private PostgresqlConnectionConfiguration configuration(int port, String role) {
        return PostgresqlConnectionConfiguration.builder()
                .host("127.0.0.1")
                .port(port)
                .database(name)
                .username(role)
                .password(password)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static PostgresServer server() {
        return Server.STARTED;
    }

    @Override
    public void close() {
        pool.disposeLater().block(LIMIT);
    }

    private static final class Server {
        static final PostgresServer STARTED = PostgresServer.startTemporary(settings());

        /** For example {@code shared_buffers=2GB}; several with a comma between them. */
        private static Map<String, String> settings() {
            return Stream.of(System.getProperty("pms.postgres.settings", "").split(",", -1))
                    .filter(setting -> !setting.isBlank())
                    .map(setting -> setting.split("=", 2))
                    .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        }
    }
}
