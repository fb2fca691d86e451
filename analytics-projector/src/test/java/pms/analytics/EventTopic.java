package pms.analytics;

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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic that the tests write to as the relay does. */
final class EventTopic implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final KafkaProducer<String, byte[]> producer;

    EventTopic(String name) {
        this.name = name;
        Servers.createTopic(name, PARTITIONS);
        producer = new KafkaProducer<>(
                // one request at a time: a topic that is being made may refuse the first and take the second
                Map.of(
                        "bootstrap.servers",
                        Servers.bootstrapServers(),
                        "acks",
                        "all",
                        "max.in.flight.requests.per.connection",
                        "1"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    String name() {
        return name;
    }

    /** When the event at a position was recorded: so that a history goes over many days. */
    static Instant timeOf(long position) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(position * 4_001);
    }

    /** Writes part of a history, the first event of which has position 1. */
    void write(List<PatientEvent> history, int from, int to) {
        var sent = new ArrayList<Future<?>>();
        for (var index = from; index < to; index++) {
            var event = history.get(index);
            var message = event.message();
            sent.add(send(
                    index + 1L,
                    message.getDescriptorForType().getFullName(),
                    event.patientId().toString(),
                    message.toByteArray()));
        }
        sent.forEach(EventTopic::await);
    }

    void write(long position, String type, String subject, byte[] payload) {
        await(send(position, type, subject, payload));
    }

    private Future<?> send(long position, String type, String subject, byte[] payload) {
        var headers = new RecordHeaders();
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        new UUID(7, position).toString(),
                        "ce_source",
                        "/pms/command-side",
                        "ce_type",
                        type,
                        "ce_subject",
                        subject,
                        "ce_time",
                        timeOf(position).toString(),
                        "ce_position",
                        Long.toString(position),
                        "ce_actor",
                        "tester@example.org",
                        "content-type",
                        "application/protobuf")
                .forEach((header, value) -> headers.add(header, value.getBytes(StandardCharsets.UTF_8)));
        return producer.send(new ProducerRecord<>(name, null, null, subject, payload, headers));
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the record was not written", e);
        }
    }

    /** Positions and reasons of the dead letters; waits until there are as many as expected. */
    List<String> deadLetters(int expected) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", Servers.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = List.of(new TopicPartition(name + ".dlq", 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            var letters = new ArrayList<String>();
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (letters.size() < expected && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(letter ->
                                letters.add(header(letter, "ce_position") + " " + header(letter, "dlq_reason")));
            }
            return letters;
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
