package pms.projection;

import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record's headers as bytes, for records that wait in memory: those that the consumer makes are some two hundred bytes of
 * objects each, and hold the whole of what was fetched. Unpacked again by whoever asks, which is rare. Can't be changed.
 */
final class PackedHeaders implements Headers {

    private final byte[] bytes;

    private PackedHeaders(byte[] bytes) {
        this.bytes = bytes;
    }

    static PackedHeaders of(Headers headers) {
        byte[] @Nullable [] parts = LengthPrefixed.parts(headers.toArray());
        ByteBuffer packed = ByteBuffer.allocate(LengthPrefixed.size(parts));
        LengthPrefixed.write(packed, parts);
        return new PackedHeaders(packed.array());
    }

    private RecordHeaders unpacked() {
        RecordHeaders headers = new RecordHeaders();
        ByteBuffer packed = ByteBuffer.wrap(bytes);
        while (packed.hasRemaining()) {
            headers.add(LengthPrefixed.readHeader(packed));
        }
        headers.setReadOnly();
        return headers;
    }

    @Override
    public @Nullable Header lastHeader(String key) {
        return unpacked().lastHeader(key);
    }

    @Override
    public Iterable<Header> headers(String key) {
        return unpacked().headers(key);
    }

    @Override
    public Header[] toArray() {
        return unpacked().toArray();
    }

    @Override
    public Iterator<Header> iterator() {
        return unpacked().iterator();
    }

    @Override
    public Headers add(Header header) {
        throw new IllegalStateException("packed headers can't be changed");
    }

    @Override
    public Headers add(String key, byte[] value) {
        throw new IllegalStateException("packed headers can't be changed");
    }

    @Override
    public Headers remove(String key) {
        throw new IllegalStateException("packed headers can't be changed");
    }
}
