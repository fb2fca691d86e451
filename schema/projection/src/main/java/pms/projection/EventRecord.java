package pms.projection;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as the topic carries it.
 *
 * @param position place in the one order of all events, gapless from 1 over all partitions
 * @param type full name of the protobuf message in the payload
 * @param subject what the event is about, and the key that orders it
 * @param payload the bytes as they came
 * @param decoded what the projection made of the payload before the batch; null when nothing was made of it
 */
public record EventRecord(
        long position,
        UUID id,
        String type,
        String subject,
        Instant time,
        @Nullable String actor,
        @Nullable String correlationId,
        ByteString payload,
        @Nullable Object decoded) {

    /** Of which nothing is made before. */
    public EventRecord(
            long position,
            UUID id,
            String type,
            String subject,
            Instant time,
            @Nullable String actor,
            @Nullable String correlationId,
            ByteString payload) {
        this(position, id, type, subject, time, actor, correlationId, payload, null);
    }

    EventRecord decoded(@Nullable Object content) {
        return new EventRecord(position, id, type, subject, time, actor, correlationId, payload, content);
    }

    /** Without the payload: it may end up in a log. */
    @Override
    public String toString() {
        return "EventRecord[position=" + position + ", type=" + type + ", subject=" + subject + "]";
    }
}
