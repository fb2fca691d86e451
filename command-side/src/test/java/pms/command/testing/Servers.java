package pms.command.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import pms.cli.runtime.KafkaBroker;
import pms.cli.runtime.PostgresServer;

/** One PostgreSQL and one Kafka for all tests of this JVM. */
public final class Servers {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private Servers() {}

    public static Database freshDatabase() {
        String name = "events" + NAMES.incrementAndGet();
        PostgresServer server = Postgres.SERVER;
        String password = server.createDatabase(name);
        server.allowScrubbing(name);
        return new Database(server.host(), server.port(), name, password);
    }

    /** Cuts all connections to a database, as a failover would. */
    public static void cutConnections(Database database) throws SQLException {
        try (Connection connection = Postgres.SERVER.connect();
                PreparedStatement cut = connection.prepareStatement(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")) {
            cut.setString(1, database.name());
            cut.execute();
        }
    }

    public static void execute(Database database, String sql) throws SQLException {
        String url = "jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.name());
        try (Connection connection = DriverManager.getConnection(url, database.owner(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first value of the first row. */
    public static String first(Database database, String query) throws SQLException {
        String url = "jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.name());
        try (Connection connection = DriverManager.getConnection(url, database.owner(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** One number. */
    public static long number(Database database, String sql) {
        String url = "jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.name());
        try (Connection connection = DriverManager.getConnection(url, database.owner(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : -1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String freshTopic() {
        return "patient.events.test" + NAMES.incrementAndGet();
    }

    public static String kafka() {
        return Kafka.BROKER.bootstrapServers();
    }

    /** A database whose role bears its name. */
    public record Database(String host, int port, String name, String password) {
        /** The role that owns it; it has the same password. */
        public String owner() {
            return PostgresServer.owner(name);
        }
    }

    private static final class Postgres {
        static final PostgresServer SERVER = PostgresServer.startTemporary();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    private static final class Kafka {
        static final KafkaBroker BROKER = KafkaBroker.startTemporary();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(BROKER::close));
        }
    }
}
