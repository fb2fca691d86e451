package pms.analytics.patientfacts;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.LocalDate;
import pms.projection.EventRecord;
import pms.projection.UnreadableRecord;
import pms.schema.patient.v1.Gender;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientRegistered;

/** Reads the open facts of an event. Its personal data is not looked at. */
final class EventDecoder {
    /** Days before are of no one calendar (ISO 8601): the driver reads them by another one than the server counts by. */
    private static final int FIRST_YEAR = 1583;

    private static final int LAST_YEAR = 9999;

    private EventDecoder() {}

    static Facts registered(EventRecord event) {
        if (event.decoded() instanceof Facts facts) {
            return facts;
        }
        try {
            return facts(PatientRegistered.parseFrom(event.payload()).getFacts());
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableRecord("the payload is no PatientRegistered", e);
        }
    }

    static Facts amended(EventRecord event) {
        if (event.decoded() instanceof Facts facts) {
            return facts;
        }
        try {
            return facts(PatientAmended.parseFrom(event.payload()).getFacts());
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableRecord("the payload is no PatientAmended", e);
        }
    }

    private static Facts facts(pms.schema.patient.v1.Facts facts) {
        return new Facts(
                facts.getBirthYear(),
                gender(facts.getGender()),
                facts.getRegion().strip(),
                registeredDate(facts.getRegisteredDate()),
                PatientState.ACTIVE);
    }

    private static LocalDate registeredDate(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
                throw new UnreadableRecord("registered_date is out of range", null);
            }
            return day;
        } catch (DateTimeException e) {
            throw new UnreadableRecord("registered_date is no calendar date", e);
        }
    }

    private static Facts.Gender gender(Gender gender) {
        return switch (gender) {
            case GENDER_MALE -> Facts.Gender.MALE;
            case GENDER_FEMALE -> Facts.Gender.FEMALE;
            case GENDER_OTHER -> Facts.Gender.OTHER;
            case GENDER_UNKNOWN, GENDER_UNSPECIFIED, UNRECOGNIZED -> Facts.Gender.UNKNOWN;
        };
    }
}
