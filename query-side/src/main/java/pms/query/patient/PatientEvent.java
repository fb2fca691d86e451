package pms.query.patient;

import java.util.Map;
import java.util.UUID;
import pms.projection.EventRecord;
import pms.query.keys.PersonKey;

/** An event of a patient, read. */
public record PatientEvent(UUID patientId, EventRecord record, Change change) {

    static PatientEvent of(EventRecord record, EventPayload payload, Map<UUID, PersonKey> keys) {
        return new PatientEvent(payload.patientId(), record, payload.change(keys));
    }
}
