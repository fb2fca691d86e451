package pms.cli.runtime;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the service of a database may do in it: read and write rows of what the owner makes, and no more. It can't change
 * tables, and a migration may take from it what a table is not meant for. Rights that a migration took stay taken.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-alterdefaultprivileges.html">ALTER DEFAULT PRIVILEGES</a>
 */
record DatabaseRights(String service, String owner) {
    private static final String ROWS = "select, insert, update, delete";

    interface Connecting {
        Connection connect() throws SQLException;
    }

    /** As superuser. A database that the service itself owned is handed over, with all that is in it. */
    void give(Connecting connecting) throws SQLException {
        try (Connection connection = connecting.connect();
                Statement statement = connection.createStatement()) {
            boolean handedOver = handOver(statement);
            statement.execute("alter schema public owner to " + owner);
            statement.execute("revoke all on schema public from public");
            statement.execute("grant usage on schema public to " + service);
            byDefault(statement, "usage on schemas");
            byDefault(statement, ROWS + " on tables");
            byDefault(statement, "usage, select on sequences");
            if (handedOver) {
                for (String schema : schemas(statement)) {
                    statement.execute("grant usage on schema %s to %s".formatted(schema, service));
                    statement.execute("grant %s on all tables in schema %s to %s".formatted(ROWS, schema, service));
                    statement.execute(
                            "grant usage, select on all sequences in schema %s to %s".formatted(schema, service));
                }
            }
        }
    }

    /** Lets the service write tables anew ({@code VACUUM FULL}) without owning them. */
    void letMaintain(Statement statement) throws SQLException {
        byDefault(statement, "maintain on tables");
        for (String schema : schemas(statement)) {
            statement.execute("grant maintain on all tables in schema %s to %s".formatted(schema, service));
        }
    }

    private boolean handOver(Statement statement) throws SQLException {
        boolean owned;
        try (ResultSet row = statement.executeQuery(
                "select datdba = '%s'::regrole from pg_database where datname = current_database()"
                        .formatted(service))) {
            row.next();
            owned = row.getBoolean(1);
        }
        if (owned) {
            statement.execute("reassign owned by %s to %s".formatted(service, owner));
        }
        return owned;
    }

    private void byDefault(Statement statement, String rights) throws SQLException {
        statement.execute("alter default privileges for role %s grant %s to %s".formatted(owner, rights, service));
    }

    private List<String> schemas(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select quote_ident(nspname) from pg_namespace where nspowner = '%s'::regrole".formatted(owner))) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
