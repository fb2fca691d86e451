package pms.command.relay;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import pms.command.eventstore.StoredEvent;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;

/** Changes as entries of the audit log: who changed which patient by which event, and nothing of what it says. */
final class AuditRecords {

    private static final String SERVICE = "command-side";

    private AuditRecords() {}

    /** The entry has the id of the event, so that one that is sent again counts once. */
    static ProducerRecord<String, byte[]> of(String topic, StoredEvent event, long edition) {
        AccessEntry entry = entry(event);
        return new ProducerRecord<>(
                topic,
                null,
                event.recordedAt().toEpochMilli(),
                entry.getActor(),
                entry.toByteArray(),
                List.of(EventRecords.editionHeader(edition)));
    }

    /** The position of the event that an entry is about; empty for those about no event, of other services, and what is none. */
    static Optional<Long> positionOf(byte[] value) {
        try {
            AccessEntry entry = AccessEntry.parseFrom(value);
            boolean isOfAnEvent = entry.getService().equals(SERVICE) && entry.getPosition() > 0;
            return isOfAnEvent ? Optional.of(entry.getPosition()) : Optional.empty();
        } catch (InvalidProtocolBufferException notAnEntry) {
            return Optional.empty();
        }
    }

    private static AccessEntry entry(StoredEvent event) {
        AccessEntry.Builder entry = AccessEntry.newBuilder()
                .setId(event.id().toString())
                .setTime(timestamp(event.recordedAt()))
                .setActor(metadata(event, "actor"))
                .setRole(metadata(event, "role"))
                .setAction(event.type())
                .setOutcome(Outcome.DONE)
                .setAddress(metadata(event, "address"))
                .setCorrelationId(metadata(event, "correlationid"))
                .setService(SERVICE)
                .setPosition(event.position());
        if (isUuid(event.subject())) {
            entry.addPatientIds(event.subject());
        }
        return entry.build();
    }

    private static String metadata(StoredEvent event, String key) {
        return event.metadata().getOrDefault(key, "");
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    /** Not each subject must be a patient; the log takes no other id for one. */
    private static boolean isUuid(String subject) {
        try {
            return UUID.fromString(subject).toString().equals(subject);
        } catch (IllegalArgumentException other) {
            return false;
        }
    }
}
