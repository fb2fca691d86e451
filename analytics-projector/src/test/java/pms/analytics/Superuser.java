package pms.analytics;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Who may do anything to a database, triggers and foreign keys notwithstanding. */
public final class Superuser implements AutoCloseable {
    private static final String PASSWORD = "a-test-only";
    private final Connection connection;

    public Superuser(String database) {
        try (Connection postgres = Servers.postgres().connect();
                Statement statement = postgres.createStatement()) {
            statement.execute("create role %s_root superuser login password '%s'".formatted(database, PASSWORD));
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://%s:%d/%s"
                            .formatted(
                                    Servers.postgres().host(),
                                    Servers.postgres().port(),
                                    database),
                    database + "_root",
                    PASSWORD);
            execute("set session_replication_role = replica");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of what is answered. */
    public List<String> strings(String sql) {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String table) {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
