package pms.analytics;

import java.time.Duration;
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

    /** That all its processes have spent. Of one that has ended nothing is known any more. */
    static Duration postgresCpu() {
        return postgres()
                .process()
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    public static String bootstrapServers() {
        return KAFKA.bootstrapServers();
    }

    /** Makes the topic and its dead-letter topic, as command-side does. */
    public static void createTopic(String topic, int partitions) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(
                            new NewTopic(topic, partitions, (short) 1), new NewTopic(topic + ".dlq", 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("the topic can't be made", failure);
        }
    }

    /** Without its dead letters. */
    static void createTopicAlone(String topic) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("the topic can't be made", failure);
        }
    }

    static void deleteTopic(String topic) {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            while (admin.listTopics().names().get().contains(topic)) {
                Thread.onSpinWait();
            }
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("the topic can't be deleted", failure);
        }
    }

    /** Makes it where it is not there. */
    static void haveTopic(String topic, int partitions) {
        try (Admin admin = admin()) {
            if (!admin.listTopics().names().get().contains(topic)) {
                createTopic(topic, partitions);
            }
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("the topics can't be listed", failure);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }
}
