package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.cli.runtime.PostgresServer;
import pms.kafka.KafkaSecurity;
import pms.telemetry.Traces;
import reactor.core.publisher.Mono;

/** A database and a topic of its own, and as many instances of the ledger projector as a test starts. */
final class Bench implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 8;

    final String name;
    final String password;
    final ConnectionPool connections;
    final DatabaseClient database;
    final TopicWriter topic;
    private final List<Instance> instances = new ArrayList<>();

    record Instance(ProjectionLoop loop, DeadLetters deadLetters, WatermarkTail tail, Watermark watermark)
            implements AutoCloseable {

        void await(long position) {
            assertThat(watermark.reached(position).block(PATIENCE)).isGreaterThanOrEqualTo(position);
        }

        @Override
        public void close() {
            Mono<Void> stopped = Mono.create(sink -> loop.stop(sink::success));
            stopped.block(PATIENCE);
            tail.stop();
            deadLetters.close();
        }
    }

    Bench(String name, int partitions) {
        this.name = name;
        this.password = Servers.postgres().createDatabase(name);
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://%s:%d/%s"
                                .formatted(
                                        Servers.postgres().host(),
                                        Servers.postgres().port(),
                                        name),
                        PostgresServer.owner(name),
                        password)
                .placeholders(Map.of("service", name))
                .locations("classpath:db/migration", "classpath:db/ledger")
                .load()
                .migrate();
        this.connections = new ConnectionPool(ConnectionPoolConfiguration.builder(connectionFactory())
                .initialSize(0)
                .maxSize(CONNECTIONS)
                .build());
        this.database = DatabaseClient.create(connections);
        Servers.createTopic(name, partitions);
        this.topic = new TopicWriter(name);
    }

    private PostgresqlConnectionFactory connectionFactory() {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(Servers.postgres().host())
                .port(Servers.postgres().port())
                .database(name)
                .username(name)
                .password(password)
                .build());
    }

    ProjectionSettings settings() {
        return new ProjectionSettings(
                Servers.bootstrapServers(),
                name,
                name,
                100,
                Duration.ZERO,
                Duration.ofSeconds(10),
                Duration.ofSeconds(6),
                Duration.ofSeconds(1),
                Duration.ofMillis(200));
    }

    Instance start() {
        var projection = new LedgerProjection(database);
        var watermark = new Watermark();
        var deadLetters = deadLetters();
        var tail = new WatermarkTail(connections, projection.name(), settings().slowPoll(), watermark);
        var loop = parts().loop(projection, new CloudEventReader(), settings(), deadLetters, watermark);
        tail.start();
        loop.start();
        var instance = new Instance(loop, deadLetters, tail, watermark);
        instances.add(instance);
        return instance;
    }

    /** Repeated, since the pool may still hold connections that a test has killed. */
    List<String> strings(String sql) {
        return database.sql(sql)
                .map(row -> String.valueOf(row.get(0)))
                .all()
                .collectList()
                .retry(CONNECTIONS)
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    long number(String sql) {
        return Long.parseLong(strings(sql).getFirst());
    }

    /** @param takesPoison whether the cause is mended */
    HeldRecords held(boolean takesPoison) {
        return parts().held(new LedgerProjection(database, takesPoison), new CloudEventReader(), settings());
    }

    DeadLetters deadLetters() {
        return parts().deadLetters(new LedgerProjection(database), settings());
    }

    LagWatch lag(ProjectionSettings settings, LagSettings bounds) {
        return parts().lag(new LedgerProjection(database), settings, bounds);
    }

    /** Settings of a Kafka that is not there. */
    ProjectionSettings unreachable() {
        return new ProjectionSettings(
                "127.0.0.1:1",
                name,
                name,
                100,
                Duration.ZERO,
                Duration.ofSeconds(10),
                Duration.ofSeconds(6),
                Duration.ofSeconds(1),
                Duration.ofMillis(200));
    }

    private ProjectionParts parts() {
        return new ProjectionParts(
                connections, new R2dbcTransactionManager(connections), Traces.NONE, KafkaSecurity.PLAINTEXT);
    }

    BatchTransaction transaction(DeadLetters deadLetters) {
        return transaction(deadLetters, new LedgerProjection(database));
    }

    BatchTransaction transaction(DeadLetters deadLetters, Projection projection) {
        var progress = new ProgressStore(database, projection.name(), name);
        return new BatchTransaction(
                projection,
                progress,
                deadLetters,
                progress::advance,
                TransactionalOperator.create(new R2dbcTransactionManager(connections)),
                false);
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
        topic.close();
        // A poll that was cancelled a moment ago may still be giving its connection back: the pool then miscounts.
        connections
                .disposeLater()
                .onErrorComplete(IllegalArgumentException.class)
                .block(PATIENCE);
    }
}
