package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.cli.runtime.PostgresServer;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the driver, the pool and Spring make of a transaction that is cancelled at any moment. */
class UninterruptedIT {

    private static final int CANCELLED = 3_000;
    private static final int LATEST_NANOS = 2_500_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void leavesAWholeTransactionOrNone() throws SQLException {
        String password = Servers.postgres().createDatabase("uninterrupted");
        tables(password);
        var pool = pool(password);
        var database = DatabaseClient.create(pool);
        var transaction = TransactionalOperator.create(new R2dbcTransactionManager(pool));
        var random = new Random(1);
        for (int n = 0; n < CANCELLED; n++) {
            var work = insert(database, "a", n)
                    .then(insert(database, "b", n))
                    .then(insert(database, "c", n))
                    .as(transaction::transactional);
            var subscription = Uninterrupted.of(work).subscribe();
            long until = System.nanoTime() + random.nextInt(LATEST_NANOS);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            subscription.dispose();
        }
        StepVerifier.create(pool.disposeLater()).expectComplete().verify(PATIENCE);
        assertThat(count(password, "select count(*) from a"))
                .as("that were there in time")
                .isPositive();
        assertThat(count(password, """
                        select count(*) from a full join b using (n) full join c using (n)
                         where a.n is null or b.n is null or c.n is null
                        """)).as("that are there in part").isZero();
    }

    private static Mono<Void> insert(DatabaseClient database, String table, int n) {
        return Mono.defer(() ->
                database.sql("insert into " + table + " values ($1)").bind(0, n).then());
    }

    private static long count(String password, String sql) throws SQLException {
        try (var connection = asOwner(password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static ConnectionPool pool(String password) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(
                        new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                                .host(Servers.postgres().host())
                                .port(Servers.postgres().port())
                                .database("uninterrupted")
                                .username("uninterrupted")
                                .password(password)
                                .build()))
                .initialSize(4)
                .maxSize(6)
                .build());
    }

    private static void tables(String password) throws SQLException {
        try (var connection = asOwner(password);
                var statement = connection.createStatement()) {
            statement.execute("create table a (n int); create table b (n int); create table c (n int);"
                    + " grant all on a, b, c to uninterrupted");
        }
    }

    private static Connection asOwner(String password) throws SQLException {
        var url = "jdbc:postgresql://%s:%d/uninterrupted"
                .formatted(Servers.postgres().host(), Servers.postgres().port());
        return DriverManager.getConnection(url, PostgresServer.owner("uninterrupted"), password);
    }
}
