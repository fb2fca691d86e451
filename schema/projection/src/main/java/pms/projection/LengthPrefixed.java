package pms.projection;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Bytes one after the other, each behind its length: 4 bytes, big-endian; -1 for none. A header is its name and its value. */
final class LengthPrefixed {

    private static final int NONE = -1;

    private LengthPrefixed() {}

    static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    static int size(byte @Nullable [] bytes) {
        return Integer.BYTES + (bytes == null ? 0 : bytes.length);
    }

    static void write(ByteBuffer target, byte @Nullable [] bytes) {
        target.putInt(bytes == null ? NONE : bytes.length);
        if (bytes != null) {
            target.put(bytes);
        }
    }

    /** @throws BufferUnderflowException when there is less than the length says */
    static byte @Nullable [] read(ByteBuffer source) {
        int length = source.getInt();
        if (length == NONE) {
            return null;
        }
        if (length < 0 || length > source.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        source.get(bytes);
        return bytes;
    }

    /** Name and value of each, in order. */
    static byte[] @Nullable [] parts(Header[] headers) {
        byte[][] parts = new byte[2 * headers.length][];
        for (int n = 0; n < headers.length; n++) {
            parts[2 * n] = headers[n].key().getBytes(StandardCharsets.UTF_8);
            parts[2 * n + 1] = headers[n].value();
        }
        return parts;
    }

    static int size(byte[] @Nullable [] parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += size(part);
        }
        return size;
    }

    static void write(ByteBuffer target, byte[] @Nullable [] parts) {
        for (byte[] part : parts) {
            write(target, part);
        }
    }

    static Header readHeader(ByteBuffer source) {
        String name = text(read(source));
        return new RecordHeader(name == null ? "" : name, read(source));
    }
}
