package pms.analytics.audit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import pms.projection.EventRecord;
import pms.projection.RecordReader;
import pms.projection.UnreadableRecord;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;

/**
 * Reads audit entries. The topic has one partition, so a record's place in it is its position (from 1). No entry waits
 * for another that can't be read: the dead letter says what is missing.
 */
final class EntryReader implements RecordReader {

    private static final Comparator<UUID> BY_BYTES = Comparator.<UUID>comparingLong(
                    id -> id.getMostSignificantBits() + Long.MIN_VALUE)
            .thenComparingLong(id -> id.getLeastSignificantBits() + Long.MIN_VALUE);
    private static final long LATEST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int MAX_PATIENTS = 200;
    private static final int MAX_TEXT_CHARACTERS = 1_000;

    @Override
    public long position(ConsumerRecord<String, byte[]> source) {
        return source.offset() + 1;
    }

    @Override
    public boolean positionsAreOffsets() {
        return true;
    }

    @Override
    public @Nullable String subject(ConsumerRecord<String, byte[]> source) {
        return null;
    }

    @Override
    public EventRecord event(ConsumerRecord<String, byte[]> source) {
        if (source.partition() != 0) {
            throw new UnreadableRecord("the topic has more than one partition", null);
        }
        if (source.value() == null) {
            throw new UnreadableRecord("the record has no payload", null);
        }
        ByteString payload = UnsafeByteOperations.unsafeWrap(source.value());
        Entry entry = entry(position(source), payload);
        String type = AccessEntry.getDescriptor().getFullName();
        return new EventRecord(position(source), entry.id(), type, "", entry.time(), null, null, payload);
    }

    /** @throws UnreadableRecord when it is not a whole entry */
    static Entry entry(long position, ByteString payload) {
        AccessEntry entry = parsed(payload);
        if (entry.getPatientIdsCount() > MAX_PATIENTS) {
            throw new UnreadableRecord("the entry has too many patients", null);
        }
        return new Entry(
                uuid(entry.getId()),
                time(entry.getTime()),
                text(entry.getActor()),
                text(entry.getRole()),
                text(entry.getAction()),
                outcome(entry.getOutcome()),
                patients(entry.getPatientIdsList()),
                text(entry.getAddress()),
                text(entry.getCorrelationId()),
                text(entry.getService()),
                entry.getPosition(),
                text(entry.getDetail()),
                position - 1);
    }

    private static AccessEntry parsed(ByteString payload) {
        try {
            return AccessEntry.parseFrom(payload);
        } catch (InvalidProtocolBufferException malformed) {
            throw new UnreadableRecord("the payload is no AccessEntry", malformed);
        }
    }

    private static List<UUID> patients(List<String> ids) {
        return ids.stream().map(EntryReader::uuid).distinct().sorted(BY_BYTES).toList();
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new UnreadableRecord("an id in the entry is not a UUID", malformed);
        }
    }

    private static Instant time(Timestamp time) {
        boolean valid = time.getSeconds() > 0
                && time.getSeconds() <= LATEST_SECOND
                && time.getNanos() >= 0
                && time.getNanos() < 1_000_000_000;
        if (!valid) {
            throw new UnreadableRecord("the entry has no time", null);
        }
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).truncatedTo(ChronoUnit.MICROS);
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case DONE, NOTHING, REFUSED, FAILED -> outcome.name();
            case OUTCOME_UNSPECIFIED, UNRECOGNIZED -> throw new UnreadableRecord("the entry has no outcome", null);
        };
    }

    private static String text(String text) {
        if (text.length() > MAX_TEXT_CHARACTERS || text.indexOf('\0') >= 0) {
            throw new UnreadableRecord("a text in the entry is too long, or has a NUL character", null);
        }
        return text;
    }
}
