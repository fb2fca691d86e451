package pms.query.feed;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.query.patient.ChangeDecoder;
import pms.query.patient.Patient;

/**
 * A stored event, and the last one before it that has the whole patient.
 *
 * @param beforeType null when there is none
 */
record FeedRow(
        long position,
        UUID patientId,
        String type,
        Instant at,
        @Nullable String actor,
        ByteString payload,
        @Nullable String beforeType,
        @Nullable ByteString beforePayload) {

    static FeedRow of(Readable row) {
        @Nullable ByteBuffer before = row.get(7, ByteBuffer.class);
        return new FeedRow(
                present(row, 0, Long.class),
                present(row, 1, UUID.class),
                present(row, 2, String.class),
                present(row, 3, Instant.class),
                row.get(4, String.class),
                UnsafeByteOperations.unsafeWrap(present(row, 5, ByteBuffer.class)),
                row.get(6, String.class),
                before == null ? null : UnsafeByteOperations.unsafeWrap(before));
    }

    String simpleType() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    FeedData data() {
        return FeedData.of(this, ChangeDecoder.decode(patientId, type, payload), before());
    }

    private @Nullable Patient before() {
        return beforeType == null || beforePayload == null
                ? null
                : ChangeDecoder.decode(patientId, beforeType, beforePayload).after(null);
    }

    private static <T> T present(Readable row, int column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value);
    }
}
