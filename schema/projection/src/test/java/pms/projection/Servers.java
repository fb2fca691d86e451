package pms.projection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import pms.cli.runtime.KafkaBroker;
import pms.cli.runtime.PostgresServer;

/** A real PostgreSQL and a real Kafka, started once for all the tests of a JVM. */
public final class Servers {

    private static final PostgresServer POSTGRES = PostgresServer.startTemporary();
    private static final KafkaBroker KAFKA = KafkaBroker.startTemporary();

    private Servers() {}

    public static PostgresServer postgres() {
        return POSTGRES;
    }

    public static String bootstrapServers() {
        return KAFKA.bootstrapServers();
    }

    /** Makes the topic and its dead-letter topic. */
    public static void createTopic(String topic, int partitions) {
        create(
                new NewTopic(topic, partitions, (short) 1),
                new NewTopic(topic + ".dlq", 1, (short) 1)
                        .configs(Map.of(
                                "max.message.bytes", Integer.toString(1024 * 1024 + DeadLetters.HEADROOM_BYTES))));
    }

    /** Loses the topic, and makes one of the same name. */
    public static void makeAnew(String topic, int partitions) {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            while (admin.listTopics().names().get().contains(topic)) {
                Thread.onSpinWait();
            }
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("the topic can't be deleted", failure);
        }
        create(new NewTopic(topic, partitions, (short) 1));
    }

    private static void create(NewTopic... topics) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(topics)).all().get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("the topic can't be made", failure);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }
}
