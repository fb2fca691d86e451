package pms.query.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import pms.query.App;
import pms.query.Servers;
import pms.schema.audit.v1.AccessEntry;

/** Reads an audit topic. */
final class Trail implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<AccessEntry> read = new ArrayList<>();

    Trail(App app) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Servers.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> only = List.of(new TopicPartition(Servers.auditOf(app.database()), 0));
        consumer.assign(only);
        consumer.seekToBeginning(only);
    }

    /** The entries of one request, when as many are there. */
    List<AccessEntry> of(String correlationId, int entries) {
        Instant end = Instant.now().plus(App.PATIENCE);
        while (Instant.now().isBefore(end)) {
            List<AccessEntry> found = read.stream()
                    .filter(entry -> entry.getCorrelationId().equals(correlationId))
                    .toList();
            if (found.size() >= entries) {
                return found;
            }
            consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(entry(record.value())));
        }
        throw new AssertionError("no " + entries + " entries of " + correlationId + ": " + read);
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
