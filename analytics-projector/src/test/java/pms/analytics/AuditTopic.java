package pms.analytics;

import com.google.protobuf.Timestamp;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;

/** A topic of audit entries that the tests write to as the services do. */
final class AuditTopic implements AutoCloseable {
    private final String name;
    private final KafkaProducer<String, byte[]> producer;
    private long edition;

    AuditTopic(String name) {
        this.name = name;
        Servers.haveTopic(name, 1);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Servers.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** An entry of its own for each number from 1. */
    static AccessEntry entry(int number) {
        return AccessEntry.newBuilder()
                .setId(new UUID(9, number).toString())
                .setTime(Timestamp.newBuilder()
                        .setSeconds(1_767_225_600L + number)
                        .setNanos(123_456_789))
                .setActor("user" + number % 3 + "@example.org")
                .setRole("CLINICIAN")
                .setAction("patient.list")
                .setOutcome(Outcome.DONE)
                .addPatientIds(patient(number).toString())
                .addPatientIds(patient(number + 1).toString())
                .addPatientIds(patient(number).toString())
                .setAddress("203.0.113." + number % 200)
                .setCorrelationId("correlation-" + number)
                .setService("query-side")
                .setDetail("filter")
                .build();
    }

    /** Half of them have the top bit set, which Java orders otherwise than PostgreSQL. */
    static UUID patient(int number) {
        return new UUID(number % 2 == 0 ? -number : number, number);
    }

    void write(int from, int to) {
        for (int number = from; number < to; number++) {
            write(entry(number).toByteArray());
        }
    }

    /** Loses what is there, and is of that edition from now on. */
    void makeAnew(long number) {
        Servers.deleteTopic(name);
        Servers.createTopicAlone(name);
        edition = number;
    }

    void write(byte[] payload) {
        try {
            var record = new ProducerRecord<>(name, "user@example.org", payload);
            record.headers().add("ce_edition", Long.toString(edition).getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the record was not written", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
