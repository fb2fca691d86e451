package pms.cli.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The roles of a server. */
final class Roles {
    private Roles() {}

    /** One that is there already gets the password. */
    static void create(Connection connection, String name, String password) throws SQLException {
        String verb = exists(connection, "select 1 from pg_roles where rolname = ?", name) ? "alter" : "create";
        try (Statement statement = connection.createStatement()) {
            statement.execute("%s role %s login password '%s'".formatted(verb, name, password.replace("'", "''")));
        }
    }

    /** Whether a query by a name finds anything. */
    static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }
}
