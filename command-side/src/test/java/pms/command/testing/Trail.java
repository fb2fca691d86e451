package pms.command.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import pms.schema.audit.v1.AccessEntry;

/** Reads the audit topic of a service, from its beginning. */
public final class Trail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<AccessEntry> read = new ArrayList<>();

    public Trail(Service service) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Servers.kafka(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        String topic = Topic.auditOf(service.topic());
        Topic.partitions(consumer, topic);
        List<TopicPartition> only = List.of(new TopicPartition(topic, 0));
        consumer.assign(only);
        consumer.seekToBeginning(only);
    }

    /** The entries of one request, when as many are there. */
    public List<AccessEntry> of(String correlationId, int entries) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            List<AccessEntry> found = read.stream()
                    .filter(entry -> entry.getCorrelationId().equals(correlationId))
                    .toList();
            if (found.size() >= entries) {
                return found;
            }
            consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(entry(record.value())));
        }
        throw new AssertionError("not " + entries + " entries of " + correlationId + " in " + read);
    }

    private static AccessEntry entry(byte[] value) {
        try {
            return AccessEntry.parseFrom(value);
        } catch (InvalidProtocolBufferException malformed) {
            throw new AssertionError(malformed);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
