package pms.command.sealing;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.util.unit.DataSize;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;

/** A migrated database for tests of the keys in it. */
final class KeyDatabase implements AutoCloseable {

    private final Database database = Servers.freshDatabase();
    private final ConnectionPool pool;
    private final DataSource dataSource;

    KeyDatabase() {
        Flyway flyway = Flyway.configure()
                .dataSource(url(), database.owner(), database.password())
                .placeholders(Map.of("service", database.name()))
                .load();
        flyway.migrate();
        dataSource = flyway.getConfiguration().getDataSource();
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                        new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                                .host(database.host())
                                .port(database.port())
                                .database(database.name())
                                .username(database.name())
                                .password(database.password())
                                .build()))
                .maxSize(4)
                .build());
    }

    KeyTable table() {
        return new KeyTable(pool);
    }

    SystemKeys systemKeys() {
        return new SystemKeys(dataSource);
    }

    Scrub scrub() {
        return new Scrub(
                pool,
                List.of("keys.patient_key"),
                new ScrubProperties(DataSize.ofMegabytes(1), LocalTime.MIDNIGHT),
                Clock.systemUTC());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), database.owner(), database.password());
    }

    List<String> column(String sql) {
        try (Connection connection = connect();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String url() {
        return "jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.name());
    }

    @Override
    public void close() {
        pool.disposeLater().block(Duration.ofSeconds(30));
    }
}
