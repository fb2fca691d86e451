package pms.projection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events to a topic as the relay does, and reads its dead letters. */
public final class TopicWriter implements AutoCloseable {

    private final String topic;
    private final KafkaProducer<String, byte[]> producer;
    private long edition;

    public TopicWriter(String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        Servers.bootstrapServers(),
                        "acks",
                        "all",
                        "max.in.flight.requests.per.connection",
                        1,
                        "max.block.ms",
                        20_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** What is written from now on says that it is of this edition of the topic. */
    public void edition(long number) {
        edition = number;
    }

    public void write(int partition, long position, String subject, String payload) {
        send(record(partition, position, subject, payload));
    }

    void send(ProducerRecord<String, byte[]> record) {
        sendAll(List.of(record));
    }

    /** In that order, not waiting for each. */
    public void sendAll(List<ProducerRecord<String, byte[]>> records) {
        try {
            for (Future<RecordMetadata> sent :
                    records.stream().map(producer::send).toList()) {
                sent.get();
            }
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("the record was not written", failure);
        }
    }

    public ProducerRecord<String, byte[]> record(int partition, long position, String subject, String payload) {
        return new ProducerRecord<>(
                topic, partition, null, subject, payload.getBytes(StandardCharsets.UTF_8), headers(position, subject));
    }

    /** A record as a consumer would hand it over, without a broker. */
    ConsumerRecord<String, byte[]> polled(int partition, long offset, long position, String subject) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                subject,
                "entry".getBytes(StandardCharsets.UTF_8),
                headers(position, subject),
                java.util.Optional.empty());
    }

    private RecordHeaders headers(long position, String subject) {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        new UUID(0, position).toString(),
                        "ce_type",
                        "pms.test.v1.Entry",
                        "ce_subject",
                        subject,
                        "ce_time",
                        Instant.EPOCH.plusSeconds(position).toString(),
                        "ce_position",
                        Long.toString(position),
                        "ce_actor",
                        "tester@example.org",
                        "ce_edition",
                        Long.toString(edition))
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    /** The dead letters in order; waits until there are {@code expected}. */
    List<ConsumerRecord<String, byte[]>> deadLetters(int expected) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", Servers.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = List.of(new TopicPartition(topic + ".dlq", 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
            long end = System.nanoTime() + Bench.PATIENCE.toNanos();
            while (letters.size() < expected && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
            return letters;
        }
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
