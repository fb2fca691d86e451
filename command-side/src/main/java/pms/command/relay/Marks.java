package pms.command.relay;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What Kafka has acknowledged last in each partition. Thread-safe. */
final class Marks {

    private final Map<String, String> topicIds;
    private final ConcurrentMap<TopicPartition, Mark> last = new ConcurrentHashMap<>();

    /**
     * @param topicIds of the topics that records are sent to, by name
     * @param known from before
     */
    Marks(Map<String, String> topicIds, List<Mark> known) {
        this.topicIds = Map.copyOf(topicIds);
        known.forEach(mark -> last.put(mark.partition(), mark));
    }

    /** Notes an acknowledged record; answers what is wrong with it, null when nothing is. */
    @Nullable
    LostRecords acknowledged(RecordMetadata metadata, long position) {
        if (!metadata.hasOffset()) {
            return null; // had come before, and Kafka does not remember where
        }
        TopicPartition partition = new TopicPartition(metadata.topic(), metadata.partition());
        Mark before = last.get(partition);
        if (before != null && metadata.offset() <= before.offset()) {
            return new LostRecords(partition, metadata.offset());
        }
        String topicId = topicIds.getOrDefault(metadata.topic(), "");
        last.put(partition, new Mark(partition, topicId, metadata.offset(), position));
        return null;
    }

    List<Mark> all() {
        return List.copyOf(last.values());
    }
}
