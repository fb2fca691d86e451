package pms.query.patient;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import pms.projection.EventRecord;
import pms.projection.UnreadableRecord;
import pms.query.keys.PersonKey;

/**
 * What an event says, as it came: what is personal in it is sealed.
 *
 * @param type full name of the message
 */
public record EventPayload(UUID patientId, UUID eventId, String type, ByteString bytes) {

    static EventPayload of(EventRecord record) {
        return new EventPayload(patientId(record.subject()), record.id(), record.type(), record.payload());
    }

    private static UUID patientId(String subject) {
        try {
            return UUID.fromString(subject);
        } catch (IllegalArgumentException malformed) {
            throw new UnreadableRecord("the subject is not a patient id", null);
        }
    }

    /** Whose keys are needed to read these. */
    public static Set<UUID> patientsToOpen(Collection<EventPayload> payloads) {
        return payloads.stream()
                .filter(payload -> ChangeDecoder.carriesSealed(payload.type()))
                .map(EventPayload::patientId)
                .collect(Collectors.toSet());
    }

    /**
     * Reads it.
     *
     * @param keys those that there are; what none of them opens stays sealed
     * @throws UnreadableRecord when it is not what its type says, or its seal is broken
     */
    public Change change(Map<UUID, PersonKey> keys) {
        return ChangeDecoder.decode(this, keys.get(patientId));
    }

    @Override
    public String toString() {
        return "EventPayload[eventId=" + eventId + ", type=" + type + "]";
    }
}
