package pms.query.feed;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import pms.query.Servers;
import pms.schema.audit.v1.AccessEntry;

/** Counts the feeds that have ended since it was made, by the audit topic: nothing has to be read from a client. */
final class EndedFeeds implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private int ended;

    /** @param topic of the events */
    EndedFeeds(String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Servers.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> only = List.of(new TopicPartition(Servers.auditOf(topic), 0));
        consumer.assign(only);
        consumer.seekToEnd(only);
        only.forEach(consumer::position);
    }

    int count() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            if (entry(record.value()).getDetail().equals("ended")) {
                ended++;
            }
        }
        return ended;
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
