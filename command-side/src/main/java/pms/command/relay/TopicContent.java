package pms.command.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Looks at single records of the relay's topics. Blocks; for one thread. */
final class TopicContent implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** Of what is no reading of records; the lease is held meanwhile. */
    private static final int CALL_TIMEOUT_MILLIS = 3_000;

    private static final Duration POLL = Duration.ofMillis(200);
    /** A few records are enough. */
    private static final int FETCH_BYTES = 64 * 1024;
    /** Entries of others stand between ours in the audit topic. */
    private static final int LOOK_BACK = 500;

    private final KafkaConsumer<String, byte[]> consumer;

    TopicContent(KafkaProperties properties) {
        Map<String, Object> settings = properties.brokers();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "command-side-relay-check");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The offset of the next record of each. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    boolean isEmpty(String topic) {
        List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        return ends(all).values().stream().allMatch(end -> end == 0);
    }

    /** The positions that the records at these offsets are about; those that are about none are left out. */
    Map<TopicPartition, Long> positionsAt(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        Map<TopicPartition, Long> missing = new HashMap<>(offsets);
        consumer.assign(List.copyOf(offsets.keySet()));
        offsets.forEach(consumer::seek);
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!missing.isEmpty()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                Long wanted = missing.remove(partition);
                if (wanted != null) {
                    consumer.pause(List.of(partition));
                    positionOf(record)
                            .filter(position -> wanted == record.offset())
                            .ifPresent(position -> positions.put(partition, position));
                }
            }
            requireTime(end);
        }
        return positions;
    }

    /** The position of the last record of ours in front of the offset; 0 when there is none near. */
    long positionBelow(TopicPartition partition, long offset) {
        long from = Math.max(0, offset - LOOK_BACK);
        long last = 0;
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (consumer.position(partition) < offset) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < offset) {
                    last = positionOf(record).orElse(last);
                }
            }
            requireTime(end);
        }
        return last;
    }

    private static void requireTime(long end) {
        if (System.nanoTime() > end) {
            throw new IllegalStateException("Kafka does not give the relay's records in time");
        }
    }

    private static Optional<Long> positionOf(ConsumerRecord<String, byte[]> record) {
        @Nullable Header position = record.headers().lastHeader(EventRecords.POSITION);
        return position == null
                ? AuditRecords.positionOf(record.value())
                : Optional.of(Long.parseLong(new String(position.value(), StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO)); // it belongs to no group that it could leave
    }
}
