package pms.gateway.support;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import pms.schema.audit.v1.AccessEntry;

/** Reads the audit topic, from its beginning. */
public final class Trail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<AccessEntry> read = new ArrayList<>();

    public Trail() {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Surroundings.KAFKA.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> only = List.of(new TopicPartition(Surroundings.AUDIT_TOPIC, 0));
        consumer.assign(only);
        consumer.seekToBeginning(only);
    }

    /** The entries of one request, when as many are there. */
    public List<AccessEntry> of(String correlationId, int entries) {
        return where(entry -> entry.getCorrelationId().equals(correlationId), entries);
    }

    /** The entries like that, when as many are there. */
    public List<AccessEntry> where(Predicate<AccessEntry> like, int entries) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            List<AccessEntry> found = read.stream().filter(like).toList();
            if (found.size() >= entries) {
                return found;
            }
            consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(entry(record.value())));
        }
        throw new AssertionError("not " + entries + " such entries in " + read);
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
