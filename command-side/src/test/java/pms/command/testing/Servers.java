package pms.command.testing;

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
        return new Database(server.host(), server.port(), name, server.createDatabase(name));
    }

    public static String freshTopic() {
        return "patient.events.test" + NAMES.incrementAndGet();
    }

    public static String kafka() {
        return Kafka.BROKER.bootstrapServers();
    }

    /** A database whose role bears its name. */
    public record Database(String host, int port, String name, String password) {}

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
