package pms.billing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import pms.cli.runtime.PostgresServer;

/** A fresh database on the one PostgreSQL server of this test JVM, and what tests do to it behind the service's back. */
public final class TestDatabase {
    static final String TOKEN = "token-of-billing-in-tests-0123456789";
    static final String OPERATOR_SHA256 = "e55538e2d2c627f8b6beceba32d9a3efe7ed445070623317099f702f1736dbaa";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "billing" + COUNT.incrementAndGet();
    private final String password = server().createDatabase(name);

    private static PostgresServer server() {
        return Holder.SERVER;
    }

    public String name() {
        return name;
    }

    /** The settings that lead a service to this database, and the secrets that it needs. */
    public String[] settings() {
        return new String[] {
            "--pms.postgres.host=" + server().host(),
            "--pms.postgres.port=" + server().port(),
            "--pms.postgres.database=" + name,
            "--pms.postgres.password=" + password,
            "--PMS_POSTGRES_MIGRATION_USER=" + PostgresServer.owner(name),
            "--PMS_POSTGRES_MIGRATION_PASSWORD=" + password,
            "--PMS_BILLING_TOKEN=" + TOKEN,
            "--PMS_OPERATOR_SHA256=" + OPERATOR_SHA256
        };
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(server().host(), server().port(), name),
                PostgresServer.owner(name),
                password);
    }

    public void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public long number(String sql) throws SQLException {
        try (var connection = connect()) {
            return number(connection, sql);
        }
    }

    public static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Ends every connection of the service, as a crash of its backends would. Returns how many there were. */
    public long killBackends() throws SQLException {
        try (var superuser = server().connect()) {
            return number(
                    superuser,
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name ="
                            + " 'billing-grpc' and datname = '%s'".formatted(name));
        }
    }

    /** Lets no connection in, and ends those that are there; or lets them in again. */
    public void setReachable(boolean reachable) throws SQLException {
        try (var superuser = server().connect();
                var statement = superuser.createStatement()) {
            statement.execute("alter database %s allow_connections %s".formatted(name, reachable));
        }
        if (!reachable) {
            killBackends();
        }
    }

    private static final class Holder {
        private static final PostgresServer SERVER = PostgresServer.startTemporary();
    }
}
