package pms.query.patient;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.projection.UnreadableRecord;
import pms.query.keys.PersonKey;
import pms.query.keys.Purpose;
import pms.schema.patient.v1.EncounterFinished;
import pms.schema.patient.v1.EncounterReason;
import pms.schema.patient.v1.EncounterStarted;

/** Reads the payload of an encounter's event. */
final class EncounterDecoder {

    static final String STARTED = EncounterStarted.getDescriptor().getFullName();

    private static final String FINISHED = EncounterFinished.getDescriptor().getFullName();

    private EncounterDecoder() {}

    /** Whether it reads events of this type. */
    static boolean decides(String type) {
        return type.equals(STARTED) || type.equals(FINISHED);
    }

    static Change parse(EventPayload payload, @Nullable PersonKey key) throws InvalidProtocolBufferException {
        if (payload.type().equals(STARTED)) {
            var event = EncounterStarted.parseFrom(payload.bytes());
            return new Change.EncounterStarted(
                    id(event.getEncounterId()),
                    encounterClass(event.getEncounterClass()),
                    moment(event.getStartedAt()),
                    reason(payload, event.getSealedReason(), key));
        }
        var event = EncounterFinished.parseFrom(payload.bytes());
        return new Change.EncounterFinished(
                id(event.getEncounterId()),
                encounterClass(event.getEncounterClass()),
                moment(event.getStartedAt()),
                moment(event.getEndedAt()));
    }

    private static @Nullable String reason(EventPayload payload, ByteString sealed, @Nullable PersonKey key) {
        if (key == null || sealed.isEmpty()) {
            return null;
        }
        try {
            return EncounterReason.parseFrom(ChangeDecoder.opened(payload, Purpose.ENCOUNTER_REASON, sealed, key))
                    .getType();
        } catch (InvalidProtocolBufferException broken) {
            throw new UnreadableRecord("what is sealed is no reason of an encounter", null);
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new UnreadableRecord("the id of the encounter is malformed", null);
        }
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new UnreadableRecord("a time in the payload is malformed", null);
        }
    }

    private static EncounterClass encounterClass(pms.schema.patient.v1.EncounterClass encounterClass) {
        return switch (encounterClass) {
            case ENCOUNTER_CLASS_AMB -> EncounterClass.AMB;
            case ENCOUNTER_CLASS_EMER -> EncounterClass.EMER;
            case ENCOUNTER_CLASS_IMP -> EncounterClass.IMP;
            case ENCOUNTER_CLASS_UNSPECIFIED, UNRECOGNIZED ->
                throw new UnreadableRecord("the class of the encounter is not known", null);
        };
    }
}
