package pms.analytics.encounterfacts;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import pms.projection.EventRecord;
import pms.projection.UnreadableRecord;
import pms.projection.UtcTime;
import pms.schema.patient.v1.EncounterFinished;
import pms.schema.patient.v1.EncounterStarted;

/**
 * Reads the events of encounters. What brought the patient is not looked at. Times before 1583 are refused: they are of no
 * one calendar (ISO 8601), and the driver reads them back by another one than the server counts by.
 */
final class EncounterDecoder {
    private static final Instant FIRST = Instant.parse("1583-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private EncounterDecoder() {}

    static EncounterStart started(EventRecord event) {
        if (event.decoded() instanceof EncounterStart start) {
            return start;
        }
        try {
            var started = EncounterStarted.parseFrom(event.payload());
            return start(event, started.getEncounterId(), started.getEncounterClass(), started.getStartedAt());
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableRecord("the payload is no EncounterStarted", e);
        }
    }

    static EncounterChange.Finished finished(EventRecord event) {
        if (event.decoded() instanceof EncounterChange.Finished finished) {
            return finished;
        }
        try {
            var finished = EncounterFinished.parseFrom(event.payload());
            var start = start(event, finished.getEncounterId(), finished.getEncounterClass(), finished.getStartedAt());
            var endedAt = moment(finished.getEndedAt(), "ended_at");
            if (endedAt.isBefore(start.startedAt())) {
                throw new UnreadableRecord("ended_at is before started_at", null);
            }
            return new EncounterChange.Finished(start, endedAt);
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableRecord("the payload is no EncounterFinished", e);
        }
    }

    static UUID patientId(EventRecord event) {
        return uuid(event.subject(), "the subject");
    }

    private static EncounterStart start(
            EventRecord event, String encounterId, pms.schema.patient.v1.EncounterClass stated, String startedAt) {
        return new EncounterStart(
                patientId(event),
                uuid(encounterId, "encounter_id"),
                encounterClass(stated),
                moment(startedAt, "started_at"));
    }

    private static EncounterClass encounterClass(pms.schema.patient.v1.EncounterClass stated) {
        return switch (stated) {
            case ENCOUNTER_CLASS_AMB -> EncounterClass.AMB;
            case ENCOUNTER_CLASS_EMER -> EncounterClass.EMER;
            case ENCOUNTER_CLASS_IMP -> EncounterClass.IMP;
            case ENCOUNTER_CLASS_UNSPECIFIED, UNRECOGNIZED ->
                throw new UnreadableRecord("encounter_class is none that is known", null);
        };
    }

    private static Instant moment(String text, String field) {
        try {
            var moment = UtcTime.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
                throw new UnreadableRecord(field + " is out of range", null);
            }
            return moment;
        } catch (DateTimeException e) {
            throw new UnreadableRecord(field + " is no moment", e);
        }
    }

    private static UUID uuid(String text, String field) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecord(field + " is no UUID", e);
        }
    }
}
