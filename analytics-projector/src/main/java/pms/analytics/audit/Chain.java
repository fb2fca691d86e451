package pms.analytics.audit;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * What is hashed. An entry's hash is {@code HMAC-SHA256(key, 0x01 || hash before || canonical entry)}, the hash before
 * the first entry is 32 zero bytes. The canonical entry is its fields in the order of {@link #canonical}, each as its
 * length in bytes (4 bytes, big-endian) and then its bytes: texts in UTF-8, numbers as 8 bytes big-endian, UUIDs as 16
 * bytes, the time as microseconds since 1970, the patients as their UUIDs in a row, sorted by their bytes. The head's
 * seal is {@code HMAC-SHA256(key, 0x02 || entries (8 bytes) || hash of the last)}.
 *
 * <p>Never to be changed: logs are kept for ever. A new form needs a new first byte.
 */
final class Chain {

    private static final byte[] ENTRY = {1};
    private static final byte[] HEAD = {2};

    private final AuditKey key;

    Chain(AuditKey key) {
        this.key = key;
    }

    static ByteString beforeTheFirst() {
        return ByteString.copyFrom(new byte[AuditKey.HASH_BYTES]);
    }

    ByteString hash(ByteString before, long position, Entry entry) {
        return ByteString.copyFrom(key.hash(ENTRY, before.toByteArray(), canonical(position, entry)));
    }

    ByteString seal(long entries, ByteString lastHash) {
        return ByteString.copyFrom(key.hash(HEAD, bytes(entries), lastHash.toByteArray()));
    }

    static byte[] canonical(long position, Entry entry) {
        var encoded = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(encoded)) {
            write(out, bytes(position));
            write(out, bytes(entry.id()));
            write(out, bytes(ChronoUnit.MICROS.between(Instant.EPOCH, entry.time())));
            write(out, bytes(entry.actor()));
            write(out, bytes(entry.role()));
            write(out, bytes(entry.action()));
            write(out, bytes(entry.outcome()));
            write(out, bytes(entry.patientIds()));
            write(out, bytes(entry.address()));
            write(out, bytes(entry.correlationId()));
            write(out, bytes(entry.service()));
            write(out, bytes(entry.eventPosition()));
            write(out, bytes(entry.detail()));
            write(out, bytes(entry.sourceOffset()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return encoded.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] field) throws IOException {
        out.writeInt(field.length);
        out.write(field);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] bytes(UUID id) {
        return bytes(List.of(id));
    }

    private static byte[] bytes(List<UUID> ids) {
        ByteBuffer buffer = ByteBuffer.allocate(ids.size() * 2 * Long.BYTES);
        ids.forEach(id -> buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
        return buffer.array();
    }
}
