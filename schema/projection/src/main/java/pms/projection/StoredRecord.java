package pms.projection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A record as bytes: a format number (1), the time in milliseconds, key, number of headers, name and value of each, and
 * the payload. Key, names, values and payload are a length (4 bytes, big-endian; -1 for none) and their bytes.
 */
final class StoredRecord {

    private static final int FORMAT = 1;
    private static final int NONE = -1;

    private StoredRecord() {}

    static byte[] encode(ConsumerRecord<String, byte[]> record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(record.timestamp());
            write(out, record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8));
            out.writeInt(record.headers().toArray().length);
            for (Header header : record.headers()) {
                write(out, header.key().getBytes(StandardCharsets.UTF_8));
                write(out, header.value());
            }
            write(out, record.value());
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    /** @throws UnreadableRecord when the bytes are no stored record */
    static ConsumerRecord<String, byte[]> decode(String topic, int partition, long offset, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                throw new UnreadableRecord("the record is kept in a format that is not known", null);
            }
            long timestamp = in.readLong();
            byte @Nullable [] key = read(in);
            RecordHeaders headers = headers(in);
            return new ConsumerRecord<>(
                    topic,
                    partition,
                    offset,
                    timestamp,
                    TimestampType.CREATE_TIME,
                    NONE,
                    NONE,
                    key == null ? null : new String(key, StandardCharsets.UTF_8),
                    read(in),
                    headers,
                    Optional.empty());
        } catch (IOException broken) {
            throw new UnreadableRecord("the record is not whole", broken);
        }
    }

    private static RecordHeaders headers(DataInputStream in) throws IOException {
        RecordHeaders headers = new RecordHeaders();
        int count = in.readInt();
        for (int n = 0; n < count; n++) {
            byte @Nullable [] name = read(in);
            headers.add(name == null ? "" : new String(name, StandardCharsets.UTF_8), read(in));
        }
        return headers;
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            out.writeInt(NONE);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NONE ? null : in.readNBytes(length);
    }
}
