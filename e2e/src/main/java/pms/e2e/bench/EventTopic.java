package pms.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import pms.schema.patient.v1.BillingAccountOpened;
import pms.schema.patient.v1.EncounterFinished;
import pms.schema.patient.v1.EncounterStarted;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientDeactivated;
import pms.schema.patient.v1.PatientRegistered;

/** The topic of events as the relay fills it, filled by somebody else: a million commands would take hours. */
final class EventTopic {
    private static final String NAME = "patient.events.v1";
    private static final String POSITION = "ce_position";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final Map<String, Parser<?>> PARSERS = Map.of(
            PatientRegistered.getDescriptor().getFullName(), PatientRegistered.parser(),
            PatientAmended.getDescriptor().getFullName(), PatientAmended.parser(),
            PatientDeactivated.getDescriptor().getFullName(), PatientDeactivated.parser(),
            BillingAccountOpened.getDescriptor().getFullName(), BillingAccountOpened.parser(),
            EncounterStarted.getDescriptor().getFullName(), EncounterStarted.parser(),
            EncounterFinished.getDescriptor().getFullName(), EncounterFinished.parser());

    private final String bootstrap;

    EventTopic(int port) {
        this.bootstrap = "127.0.0.1:" + port;
    }

    /**
     * Writes events behind those that are there, with the headers that the relay gave to the last of these.
     *
     * @return the position of the last
     */
    long write(HospitalEvents events, int count) {
        ConsumerRecord<String, byte[]> last = last();
        long before = position(last);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 128 * 1024),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int n = 1; n <= count; n++) {
                var unused = producer.send(record(events.next(), before + n, last.headers()), (sent, problem) -> {
                    if (problem != null) {
                        failure.set(problem);
                    }
                });
            }
        }
        Exception problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException("not all events could be written", problem);
        }
        return before + count;
    }

    /** Reads all up to a position and makes messages of them, and does nothing else; returns how many. */
    long readAndDecode(long upTo) {
        long[] seen = new long[2];
        each(record -> {
            decode(record);
            seen[0]++;
            seen[1] = Math.max(seen[1], position(record));
            return seen[1] < upTo;
        });
        return seen[0];
    }

    private ConsumerRecord<String, byte[]> last() {
        AtomicReference<@Nullable ConsumerRecord<String, byte[]>> last = new AtomicReference<>();
        each(record -> {
            ConsumerRecord<String, byte[]> before = last.get();
            if (before == null || position(before) < position(record)) {
                last.set(record);
            }
            return true;
        });
        ConsumerRecord<String, byte[]> found = last.get();
        if (found == null) {
            throw new IllegalStateException("the topic is empty");
        }
        return found;
    }

    private interface Taker {
        boolean wantsMoreAfter(ConsumerRecord<String, byte[]> record);
    }

    /** Ends where the topic ended as it was begun, or when no more is wanted. */
    private void each(Taker taker) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "max.poll.records", 2_000),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(NAME).stream()
                    .map(info -> new TopicPartition(NAME, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            boolean more = true;
            long begun = System.nanoTime();
            while (more && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    more = taker.wantsMoreAfter(record) && more;
                    begun = System.nanoTime();
                }
                if (System.nanoTime() - begun > IDLE.toNanos()) {
                    throw new IllegalStateException("the topic can't be read");
                }
            }
        }
    }

    private static void decode(ConsumerRecord<String, byte[]> record) {
        String type = text(record, "ce_type");
        Parser<?> parser = PARSERS.get(type);
        if (parser == null) {
            throw new IllegalStateException("nobody knows " + type);
        }
        try {
            Object unused = parser.parseFrom(record.value());
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static ProducerRecord<String, byte[]> record(
            HospitalEvents.Happened event, long position, Iterable<Header> like) {
        String subject = event.patientId().toString();
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(NAME, subject, event.message().toByteArray());
        Map<String, String> own = Map.of(
                "ce_id",
                new UUID(7, position).toString(),
                "ce_type",
                event.message().getDescriptorForType().getFullName(),
                "ce_subject",
                subject,
                "ce_time",
                event.time().toString(),
                POSITION,
                Long.toString(position));
        Set<String> names = own.keySet();
        like.forEach(header -> {
            if (!names.contains(header.key())) {
                record.headers().add(header);
            }
        });
        own.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    private static long position(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(text(record, POSITION));
    }

    private static String text(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
