package pms.analytics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topic of what could not be applied. */
final class DeadLetterReader {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private DeadLetterReader() {}

    /** Waits until there are as many as expected. */
    static List<String> reasons(String topic, int expected) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", Servers.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            var reasons = new ArrayList<String>();
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (reasons.size() < expected && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(letter -> reasons.add(new String(
                                letter.headers().lastHeader("dlq_reason").value(), StandardCharsets.UTF_8)));
            }
            return reasons;
        }
    }
}
