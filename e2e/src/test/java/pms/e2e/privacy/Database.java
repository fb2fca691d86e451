package pms.e2e.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import pms.e2e.system.Installation;

/** PostgreSQL's superuser, as an operator would use it. */
final class Database {

    private final int port;
    private final String password;

    Database(Installation installation) {
        port = installation.status().part("postgres").port();
        try {
            password = Files.readString(installation.data().resolve("postgres/password"))
                    .strip();
        } catch (IOException failure) {
            throw new AssertionError("the superuser's password can't be read", failure);
        }
    }

    void execute(String database, String... statements) {
        try (Connection connection = connect(database)) {
            for (String sql : statements) {
                connection.createStatement().execute(sql);
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    List<byte[]> bytes(String database, String sql) {
        try (Connection connection = connect(database);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<byte[]> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getBytes(1));
            }
            return values;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The folder of a database's files, below that of all data. */
    Path folder(Path data, String database) {
        byte[] oid = bytes("postgres", "select oid::text::bytea from pg_database where datname = '" + database + "'")
                .getFirst();
        return data.resolve("postgres/data/base").resolve(new String(oid, StandardCharsets.US_ASCII));
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", password);
    }
}
