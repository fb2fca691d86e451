package pms.projection;

import com.google.protobuf.ByteString;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record that was not applied: a poison one, or a later one of the same subject, which waits behind it.
 *
 * @param offset in the partition that it came from
 * @param position 0 when it has none
 * @param subject empty when it has none; then nothing waits behind it
 * @param reason why, free of what the record holds
 * @param trace of the fault, where there was one
 * @param edition of the topic that it came from
 * @param bytes as {@link StoredRecord} has them; null for what was held before records were kept
 */
record HeldRecord(
        String projection,
        String topic,
        int partition,
        long offset,
        long position,
        String subject,
        String reason,
        Instant heldAt,
        String trace,
        @Nullable ByteString bytes,
        long edition) {

    /** To be followed by conditions on {@code h}. */
    static final String SELECT = """
            select h.projection, h.topic, h.partition, h.next_offset - 1, h.position, h.subject, h.reason, h.held_at,
                   h.trace, h.record, h.edition
              from projection_held h
            """;

    static HeldRecord of(Readable row) {
        return new HeldRecord(
                present(row.get(0, String.class)),
                present(row.get(1, String.class)),
                present(row.get(2, Integer.class)),
                present(row.get(3, Long.class)),
                present(row.get(4, Long.class)),
                present(row.get(5, String.class)),
                present(row.get(6, String.class)),
                present(row.get(7, Instant.class)),
                present(row.get(8, String.class)),
                bytes(row.get(9, byte[].class)),
                present(row.get(10, Long.class)));
    }

    /**
     * The record as it came, read anew.
     *
     * @throws UnreadableRecord when it was not kept
     */
    Incoming read(RecordReader reader) {
        if (bytes == null) {
            throw new UnreadableRecord("the record was not kept: rebuild the view", null);
        }
        return Incoming.of(StoredRecord.decode(topic, partition, offset, bytes.toByteArray()), reader);
    }

    /** Without the record: it may end up in a log. */
    @Override
    public String toString() {
        return projection + "/" + topic + "/" + partition + "/" + offset;
    }

    private static @Nullable ByteString bytes(byte @Nullable [] kept) {
        return kept == null ? null : ByteString.copyFrom(kept);
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
