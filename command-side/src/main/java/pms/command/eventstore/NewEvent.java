package pms.command.eventstore;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An event to append.
 *
 * @param id identifies the event for ever; appending the same id again never writes a second event
 * @param type the full name of what happened, for example {@code pms.patient.v1.PatientRegistered}
 * @param subject what it happened to; the key that keeps order downstream
 * @param payload stored as it is; handed over, not copied: it must not change after
 * @param metadata facts around the event, such as who caused it
 * @param tags what conditions and reads find the event by; never empty strings
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, for one copy less on the hot path
public record NewEvent(
        UUID id, String type, String subject, byte[] payload, Map<String, String> metadata, Set<String> tags) {

    public NewEvent {
        metadata = Map.copyOf(metadata);
        tags = Set.copyOf(tags);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NewEvent that
                && id.equals(that.id)
                && type.equals(that.type)
                && subject.equals(that.subject)
                && Arrays.equals(payload, that.payload)
                && metadata.equals(that.metadata)
                && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "NewEvent[" + type + " " + id + ", " + payload.length + " bytes]";
    }
}
