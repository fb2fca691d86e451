package pms.projection;

import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the CloudEvents attributes in a record's headers (CloudEvents Kafka binding 1.0, binary mode). */
public final class CloudEventReader implements RecordReader {

    /** What stands for bytes that are no character, or was written so. */
    private static final char REPLACED = '\uFFFD';

    @Override
    public long position(ConsumerRecord<String, byte[]> source) {
        try {
            return requiredPosition(source);
        } catch (UnreadableRecord unreadable) {
            return 0;
        }
    }

    @Override
    public @Nullable String subject(ConsumerRecord<String, byte[]> source) {
        String key = source.key() == null ? null : source.key().replace('\0', '\uFFFD');
        try {
            String subject = header(source, "ce_subject");
            return subject == null ? key : subject;
        } catch (UnreadableRecord unreadable) {
            return key;
        }
    }

    @Override
    public EventRecord event(ConsumerRecord<String, byte[]> source) {
        if (source.value() == null) {
            throw new UnreadableRecord("the record has no payload", null);
        }
        return new EventRecord(
                requiredPosition(source),
                id(source),
                required(source, "ce_type"),
                required(source, "ce_subject"),
                time(source),
                header(source, "ce_actor"),
                header(source, "ce_correlationid"),
                UnsafeByteOperations.unsafeWrap(source.value()));
    }

    private static long requiredPosition(ConsumerRecord<String, byte[]> source) {
        try {
            long position = Long.parseLong(required(source, "ce_position"));
            if (position >= 1) {
                return position;
            }
        } catch (NumberFormatException malformed) {
            throw new UnreadableRecord("ce_position is not a number", malformed);
        }
        throw new UnreadableRecord("ce_position is below 1", null);
    }

    private static UUID id(ConsumerRecord<String, byte[]> source) {
        try {
            return UUID.fromString(required(source, "ce_id"));
        } catch (IllegalArgumentException malformed) {
            throw new UnreadableRecord("ce_id is not a UUID", malformed);
        }
    }

    private static Instant time(ConsumerRecord<String, byte[]> source) {
        try {
            return UtcTime.parse(required(source, "ce_time"));
        } catch (DateTimeException malformed) {
            throw new UnreadableRecord("ce_time is not an RFC 3339 time", malformed);
        }
    }

    private static String required(ConsumerRecord<String, byte[]> source, String name) {
        String value = header(source, name);
        if (value == null || value.isEmpty()) {
            throw new UnreadableRecord("the header " + name + " is missing", null);
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> source, String name) {
        Header header = source.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        String value = new String(header.value(), StandardCharsets.UTF_8);
        if (value.indexOf(REPLACED) >= 0) {
            requireUtf8(header.value(), name);
        }
        if (value.indexOf('\0') < 0) {
            return value;
        }
        throw new UnreadableRecord("the header " + name + " has a NUL character", null);
    }

    /** A strict decoder takes a multiple of the time, and nearly all headers are ASCII. */
    private static void requireUtf8(byte[] value, String name) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
        } catch (CharacterCodingException malformed) {
            throw new UnreadableRecord("the header " + name + " is not UTF-8", malformed);
        }
    }
}
