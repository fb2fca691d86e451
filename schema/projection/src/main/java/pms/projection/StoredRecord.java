package pms.projection;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A record as bytes: a format number (1), the time in milliseconds, key, number of headers, name and value of each, and
 * the payload. Key, names, values and payload are {@link LengthPrefixed}.
 */
final class StoredRecord {

    private static final byte FORMAT = 1;
    private static final int NOT_KNOWN = -1;

    private StoredRecord() {}

    static byte[] encode(ConsumerRecord<String, byte[]> record) {
        byte @Nullable [] key = LengthPrefixed.bytes(record.key());
        Header[] headers = record.headers().toArray();
        byte[] @Nullable [] parts = LengthPrefixed.parts(headers);
        ByteBuffer bytes = ByteBuffer.allocate(Byte.BYTES
                + Long.BYTES
                + LengthPrefixed.size(key)
                + Integer.BYTES
                + LengthPrefixed.size(parts)
                + LengthPrefixed.size(record.value()));
        bytes.put(FORMAT).putLong(record.timestamp());
        LengthPrefixed.write(bytes, key);
        bytes.putInt(headers.length);
        LengthPrefixed.write(bytes, parts);
        LengthPrefixed.write(bytes, record.value());
        return bytes.array();
    }

    /** @throws UnreadableRecord when the bytes are no stored record */
    static ConsumerRecord<String, byte[]> decode(String topic, int partition, long offset, byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        try {
            if (bytes.get() != FORMAT) {
                throw new UnreadableRecord("the record is kept in a format that is not known", null);
            }
            long timestamp = bytes.getLong();
            String key = LengthPrefixed.text(LengthPrefixed.read(bytes));
            RecordHeaders headers = headers(bytes);
            return new ConsumerRecord<>(
                    topic,
                    partition,
                    offset,
                    timestamp,
                    TimestampType.CREATE_TIME,
                    NOT_KNOWN,
                    NOT_KNOWN,
                    key,
                    LengthPrefixed.read(bytes),
                    headers,
                    Optional.empty());
        } catch (BufferUnderflowException broken) {
            throw new UnreadableRecord("the record is not whole", broken);
        }
    }

    private static RecordHeaders headers(ByteBuffer bytes) {
        RecordHeaders headers = new RecordHeaders();
        int count = bytes.getInt();
        for (int n = 0; n < count; n++) {
            headers.add(LengthPrefixed.readHeader(bytes));
        }
        return headers;
    }
}
