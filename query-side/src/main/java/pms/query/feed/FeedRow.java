package pms.query.feed;

import com.google.protobuf.UnsafeByteOperations;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pms.query.keys.PersonKey;
import pms.query.patient.EventPayload;
import pms.query.patient.Patient;

/**
 * A stored event, and the last one before it that has the whole patient.
 *
 * @param before null when there is none
 * @param erased whether the patient is, by now
 */
record FeedRow(
        long position,
        Instant at,
        @Nullable String actor,
        EventPayload payload,
        @Nullable EventPayload before,
        boolean erased) {

    static FeedRow of(Readable row) {
        UUID patientId = present(row, 1, UUID.class);
        return new FeedRow(
                present(row, 0, Long.class),
                present(row, 2, Instant.class),
                row.get(3, String.class),
                Objects.requireNonNull(payload(patientId, row, 4)),
                payload(patientId, row, 7),
                present(row, 10, Boolean.class));
    }

    private static @Nullable EventPayload payload(UUID patientId, Readable row, int column) {
        @Nullable UUID eventId = row.get(column, UUID.class);
        return eventId == null
                ? null
                : new EventPayload(
                        patientId,
                        eventId,
                        present(row, column + 1, String.class),
                        UnsafeByteOperations.unsafeWrap(present(row, column + 2, ByteBuffer.class)));
    }

    UUID patientId() {
        return payload.patientId();
    }

    String simpleType() {
        return simpleName(payload.type());
    }

    static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** What has to be opened to show it: nothing of an erased patient, whose key may be at hand for a moment longer. */
    Stream<EventPayload> payloadsToOpen() {
        return erased ? Stream.empty() : Stream.of(payload, before).filter(Objects::nonNull);
    }

    FeedData data(Map<UUID, PersonKey> keys) {
        Map<UUID, PersonKey> usable = erased ? Map.of() : keys;
        @Nullable
        Patient patientBefore = before == null ? null : before.change(usable).after(null);
        return FeedData.of(this, payload.change(usable), patientBefore);
    }

    private static <T> T present(Readable row, int column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value);
    }

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "FeedRow[position=" + position + ", type=" + payload.type() + "]";
    }
}
