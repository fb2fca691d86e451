package pms.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record's headers as bytes, for records that wait in memory: those that the consumer makes are some two hundred bytes of
 * objects each, and hold the whole of what was fetched. Unpacked again by whoever asks, which is rare. Can't be changed.
 *
 * <p>Name and value of each, in order: a length (4 bytes, big-endian; -1 for none) and the bytes.
 */
final class PackedHeaders implements Headers {

    private static final int NONE = -1;

    private final byte[] bytes;

    private PackedHeaders(byte[] bytes) {
        this.bytes = bytes;
    }

    static PackedHeaders of(Headers headers) {
        Header[] all = headers.toArray();
        byte[][] parts = new byte[2 * all.length][];
        int size = 0;
        for (int n = 0; n < all.length; n++) {
            parts[2 * n] = all[n].key().getBytes(StandardCharsets.UTF_8);
            parts[2 * n + 1] = all[n].value();
            size += 2 * Integer.BYTES + parts[2 * n].length + (parts[2 * n + 1] == null ? 0 : parts[2 * n + 1].length);
        }
        ByteBuffer packed = ByteBuffer.allocate(size);
        for (byte[] part : parts) {
            packed.putInt(part == null ? NONE : part.length);
            if (part != null) {
                packed.put(part);
            }
        }
        return new PackedHeaders(packed.array());
    }

    private RecordHeaders unpacked() {
        RecordHeaders headers = new RecordHeaders();
        ByteBuffer packed = ByteBuffer.wrap(bytes);
        while (packed.hasRemaining()) {
            byte @Nullable [] name = next(packed);
            headers.add(new RecordHeader(name == null ? "" : new String(name, StandardCharsets.UTF_8), next(packed)));
        }
        headers.setReadOnly();
        return headers;
    }

    private static byte @Nullable [] next(ByteBuffer packed) {
        int length = packed.getInt();
        if (length == NONE) {
            return null;
        }
        byte[] part = new byte[length];
        packed.get(part);
        return part;
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
