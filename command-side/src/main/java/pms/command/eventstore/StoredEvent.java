package pms.command.eventstore;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/**
 * An event as it stands in the store.
 *
 * @param position from 1, without gaps, in commit order
 * @param recordedAt when the database stored it, to the microsecond; never before that of a lower position
 * @param payload the bytes that were appended; not copied: it must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, for one copy less on the hot path
public record StoredEvent(
        long position,
        UUID id,
        String type,
        String subject,
        Instant recordedAt,
        byte[] payload,
        Map<String, String> metadata) {

    public StoredEvent {
        metadata = Map.copyOf(metadata);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredEvent that
                && position == that.position
                && id.equals(that.id)
                && type.equals(that.type)
                && subject.equals(that.subject)
                && recordedAt.equals(that.recordedAt)
                && Arrays.equals(payload, that.payload)
                && metadata.equals(that.metadata);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "StoredEvent[" + position + ", " + type + " " + id + ", " + payload.length + " bytes]";
    }
}
