package pms.e2e.faults.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import pms.e2e.system.Installation;

/** Reads every database of a system as PostgreSQL's superuser, as an operator would. */
public final class Databases {
    private static final int ROWS_AT_ONCE = 2_000;

    private final int port;
    private final String password;

    public Databases(Installation installation, int port) {
        this.port = port;
        try {
            this.password = Files.readString(installation.data().resolve("postgres/password"))
                    .strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Makes something of a row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows, a few thousand in memory at a time beside what is made of them. */
    public <T> List<T> read(String database, String sql, Row<T> each) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false); // only then the driver reads in portions
            statement.setFetchSize(ROWS_AT_ONCE);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.add(each.read(rows));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(database + " can't be read: " + failure.getMessage(), failure);
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("currentSchema", "views,public"); // the live generation of views, where there is one
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }
}
