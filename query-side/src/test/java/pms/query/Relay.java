package pms.query;

import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes patient events to the topic as command-side does: gapless positions, the patient's id as the key. */
public final class Relay implements AutoCloseable {

    /** The moment of position 0; each position is a second later than the one before. */
    public static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");

    private final String topic;
    private final TestKeys keys;
    private final KafkaProducer<String, byte[]> producer;
    private final List<ProducerRecord<String, byte[]>> log = new ArrayList<>();

    Relay(String topic, TestKeys keys) {
        this.topic = topic;
        this.keys = keys;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Servers.bootstrapServers(), "acks", "all", "max.block.ms", 20_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Seals the person, and answers the position of the event. */
    public long send(UUID patientId, Given.Draft event) {
        publish(next(patientId, event));
        return log.size();
    }

    /** Answers the position of the event. */
    public long send(UUID patientId, Message event) {
        return send(patientId, event.getDescriptorForType().getFullName(), event.toByteArray());
    }

    public long send(UUID patientId, String type, byte[] payload) {
        ProducerRecord<String, byte[]> record = next(patientId, type, payload);
        publish(record);
        return log.size();
    }

    /** Seals the person and takes the next position without publishing it yet. */
    public ProducerRecord<String, byte[]> next(UUID patientId, Given.Draft event) {
        return next(patientId, event.sealed(eventId(log.size() + 1L), keys));
    }

    /** Of the event at a position. */
    public static UUID eventId(long position) {
        return new UUID(1, position);
    }

    /** Takes the next position without publishing it yet. */
    public ProducerRecord<String, byte[]> next(UUID patientId, Message event) {
        return next(patientId, event.getDescriptorForType().getFullName(), event.toByteArray());
    }

    private ProducerRecord<String, byte[]> next(UUID patientId, String type, byte[] payload) {
        long position = log.size() + 1L;
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        eventId(position).toString(),
                        "ce_source",
                        "/pms/command-side",
                        "ce_type",
                        type,
                        "ce_subject",
                        patientId.toString(),
                        "ce_time",
                        BEGINNING.plusSeconds(position).toString(),
                        "ce_position",
                        Long.toString(position),
                        "ce_actor",
                        "nurse@example.org",
                        "ce_correlationid",
                        "c-" + position,
                        "content-type",
                        "application/protobuf")
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        var record = new ProducerRecord<>(topic, null, null, patientId.toString(), payload, headers);
        log.add(record);
        return record;
    }

    public void publish(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("the record was not written", failure);
        }
    }

    /** Many at once, in order. */
    public void publish(List<ProducerRecord<String, byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("the records were not written", failure);
        }
    }

    /** As after a restart that did not know how far it had come. */
    public void publishAgain() {
        log.forEach(this::publish);
    }

    /** The last position that was given out. */
    public long position() {
        return log.size();
    }

    @Override
    public void close() {
        producer.close();
    }
}
