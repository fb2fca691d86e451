package pms.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {
    private static final String TOPIC = "kept";

    @TempDir
    private Path folder;

    @Test
    void keepsAcknowledgedRecordsWhenItIsKilledAndMovesToAnotherPort() throws Exception {
        try (KafkaBroker broker = start()) {
            createTopic(broker);
            send(broker, "one");
            broker.process().destroyForcibly();
            broker.process().onExit().get(30, TimeUnit.SECONDS);
        }

        try (KafkaBroker again = start()) {
            send(again, "two");
            assertThat(read(again, 2)).containsExactly("one", "two");
        }
    }

    @Test
    void stopsABrokerThatAnEarlierRunLeft() throws Exception {
        KafkaBroker left = start();
        createTopic(left);
        send(left, "one");

        try (KafkaBroker again = start()) {
            assertThat(left.process().isAlive()).as("two brokers on one folder").isFalse();
            assertThat(read(again, 1)).containsExactly("one");
        }
    }

    /** As on a disk that is full for a moment: a broker that nobody knows of would keep each later one from the folder. */
    @Test
    void leavesNoBrokerBehindThatItCouldNotNote() throws Exception {
        start().close();
        Path mark = folder.resolve("node").resolve("process");
        Files.deleteIfExists(mark);
        Files.createDirectory(mark);
        assertThatThrownBy(this::start).hasMessageContaining(mark.toString());

        Files.delete(mark);

        start().close();
    }

    @Test
    void makesNoTopicThatIsOnlyNamed() throws Exception {
        try (KafkaBroker broker = start();
                Admin admin = Admin.create(settings(broker))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("unknown"))
                            .allTopicNames()
                            .get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    private KafkaBroker start() {
        return KafkaBroker.start(folder.resolve("node"), FreePorts.next(), folder.resolve("kafka.log"));
    }

    private static Map<String, Object> settings(KafkaBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", "30000");
    }

    private static void createTopic(KafkaBroker broker) throws Exception {
        try (Admin admin = Admin.create(settings(broker))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static void send(KafkaBroker broker, String value) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings(broker), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(KafkaBroker broker, int wanted) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings(broker), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> found = new ArrayList<>();
            Waiting.until(Duration.ofSeconds(30), () -> {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
                    found.add(each.value());
                }
                return found.size() >= wanted;
            });
            return found;
        }
    }
}
