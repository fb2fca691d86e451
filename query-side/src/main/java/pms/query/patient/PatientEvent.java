package pms.query.patient;

import java.util.UUID;
import pms.query.projection.EventRecord;
import pms.query.projection.UnreadableRecord;

/** An event of a patient, read. */
public record PatientEvent(UUID patientId, EventRecord record, Change change) {

    static PatientEvent of(EventRecord record) {
        UUID patientId = patientId(record.subject());
        return new PatientEvent(patientId, record, ChangeDecoder.decode(patientId, record.type(), record.payload()));
    }

    private static UUID patientId(String subject) {
        try {
            return UUID.fromString(subject);
        } catch (IllegalArgumentException malformed) {
            throw new UnreadableRecord("the subject is not a patient id", malformed);
        }
    }
}
