package pms.projection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import pms.kafka.KafkaSecurity;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.sender.SenderOptions;

/** How a projection uses Kafka. */
record KafkaOptions(ProjectionSettings settings, KafkaSecurity security) {

    /** So many are worth a transaction at once. */
    private static final int LINGERING_BYTES = 64 * 1024;

    /** Of a producer by default. */
    private static final int LARGEST_RECORD = 1024 * 1024;

    private static final int MOST_POLLED = 1_000;

    /** A rebalance never waits for batches at hand (they are harmless by the row locks), and nothing is committed. */
    ReceiverOptions<String, byte[]> receiver() {
        var options = ReceiverOptions.<String, byte[]>create(brokers());
        if (settings.linger().isPositive()) {
            options = options.consumerProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, LINGERING_BYTES)
                    .consumerProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(settings.linger()));
        }
        return options.consumerProperty(ConsumerConfig.GROUP_ID_CONFIG, settings.group())
                .consumerProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .consumerProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false)
                .consumerProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchSize())
                .consumerProperty(ConsumerConfig.METADATA_MAX_AGE_CONFIG, millis(settings.topicRefresh()))
                .consumerProperty(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(settings.sessionTimeout()))
                .consumerProperty(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(settings.sessionTimeout()) / 3)
                .withKeyDeserializer(new StringDeserializer())
                .withValueDeserializer(new ByteArrayDeserializer())
                .commitInterval(Duration.ZERO)
                .commitBatchSize(0)
                .maxDelayRebalance(Duration.ZERO)
                .subscription(List.of(settings.topic()));
    }

    /** For one reader of given partitions, in large batches and bounded memory. */
    Map<String, Object> withoutGroup(int batchSize) {
        var properties = brokers();
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(batchSize, MOST_POLLED));
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 512 * 1024);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024);
        return properties;
    }

    SenderOptions<String, byte[]> sender() {
        return SenderOptions.<String, byte[]>create(brokers())
                .producerProperty(ProducerConfig.ACKS_CONFIG, "all")
                .producerProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .producerProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000)
                .producerProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000)
                .producerProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000)
                .producerProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD + DeadLetters.HEADROOM_BYTES)
                .withKeySerializer(new StringSerializer())
                .withValueSerializer(new ByteArraySerializer());
    }

    /** @param patience for each of its questions */
    Map<String, Object> admin(String clientId, Duration patience) {
        var properties = brokers();
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(patience));
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(patience));
        return properties;
    }

    private Map<String, Object> brokers() {
        return security.properties(settings.bootstrapServers());
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
