package pms.command.testing;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import pms.schema.audit.v1.AccessEntry;

/** What a topic holds. */
public final class Topic {

    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(60);

    private Topic() {}

    /** The topic of audit entries beside a topic of events. */
    public static String auditOf(String topic) {
        return topic + "-audit";
    }

    /** The entries of the audit topic, in order, read until all positions up to the last came, and to the end then. */
    public static List<AccessEntry> entries(String auditTopic, long lastPosition) {
        return read(
                        Servers.kafka(),
                        auditTopic,
                        lastPosition,
                        record -> entry(record).getPosition())
                .stream()
                .map(Topic::entry)
                .toList();
    }

    private static AccessEntry entry(ConsumerRecord<String, byte[]> record) {
        try {
            return AccessEntry.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The records of the topic, partition by partition in offset order, read until all positions up to the last came, and to the end then. */
    public static List<ConsumerRecord<String, byte[]>> read(String topic, long lastPosition) {
        return readFrom(Servers.kafka(), topic, lastPosition);
    }

    /** As {@link #read}, from another broker than the one that all share. */
    public static List<ConsumerRecord<String, byte[]>> readFrom(String bootstrap, String topic, long lastPosition) {
        return read(bootstrap, topic, lastPosition, Topic::position);
    }

    private static List<ConsumerRecord<String, byte[]>> read(
            String bootstrap,
            String topic,
            long lastPosition,
            ToLongFunction<ConsumerRecord<String, byte[]>> position) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        TreeSet<Long> positions = new TreeSet<>();
        Instant end = Instant.now().plus(GIVE_UP_AFTER);
        try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrap)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while ((positions.size() < lastPosition || !isAtEnd(consumer, partitions))
                    && Instant.now().isBefore(end)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    records.add(record);
                    positions.add(position.applyAsLong(record));
                });
            }
        }
        return records;
    }

    private static boolean isAtEnd(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        return consumer.endOffsets(partitions).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** The relay makes the topic when it starts leading: it may not be there yet, or be there in part. */
    static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        return await()
                .atMost(GIVE_UP_AFTER)
                .until(() -> consumer.partitionsFor(topic), found -> !found.isEmpty())
                .stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Which edition of the topic the record says that it is of. */
    public static long edition(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(
                new String(record.headers().lastHeader("ce_edition").value(), StandardCharsets.UTF_8));
    }

    public static long position(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(header(record, "ce_position"));
    }

    public static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
