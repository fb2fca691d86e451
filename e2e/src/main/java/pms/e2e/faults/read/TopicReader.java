package pms.e2e.faults.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import pms.e2e.faults.truth.TopicRecord;

/** Reads a topic from its beginning to where it ends now. */
final class TopicReader {
    private static final String TOPIC = "patient.events.v1";
    private static final String DEAD_LETTERS = "patient.events.v1.dlq";
    private static final Duration POLL = Duration.ofMillis(500);

    private TopicReader() {}

    static List<TopicRecord> read(int port) {
        List<TopicRecord> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer(port)) {
            List<TopicPartition> partitions = partitions(consumer, TOPIC);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
                consumer.poll(POLL).forEach(record -> records.add(of(record)));
            }
        }
        return records;
    }

    /** How many dead letters there are: a run must leave none. */
    static long deadLetters(int port) {
        try (KafkaConsumer<String, byte[]> consumer = consumer(port)) {
            List<TopicPartition> partitions = partitions(consumer, DEAD_LETTERS);
            consumer.assign(partitions);
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(int port) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + port,
                        "enable.auto.commit",
                        "false",
                        // What a transaction that was given up has left is no record.
                        "isolation.level",
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
    }

    private static TopicRecord of(ConsumerRecord<String, byte[]> record) {
        return new TopicRecord(
                record.partition(),
                record.offset(),
                record.key(),
                header(record, "ce_id"),
                Long.parseLong(header(record, "ce_position")),
                Digest.content(record.value()));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException("no " + name + " on " + record.partition() + "/" + record.offset());
        }
        return new String(header.value(), UTF_8);
    }
}
