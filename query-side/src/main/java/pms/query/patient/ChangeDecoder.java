package pms.query.patient;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pms.projection.UnreadableRecord;
import pms.query.keys.BrokenSeal;
import pms.query.keys.PersonKey;
import pms.query.keys.Purpose;
import pms.schema.patient.v1.BillingAccountClosed;
import pms.schema.patient.v1.BillingAccountOpened;
import pms.schema.patient.v1.Facts;
import pms.schema.patient.v1.Gender;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientDeactivated;
import pms.schema.patient.v1.PatientErased;
import pms.schema.patient.v1.PatientRegistered;
import pms.schema.patient.v1.Person;

/** Reads the payload of a patient event. */
public final class ChangeDecoder {

    public static final String REGISTERED = PatientRegistered.getDescriptor().getFullName();
    public static final String AMENDED = PatientAmended.getDescriptor().getFullName();
    public static final String DEACTIVATED = PatientDeactivated.getDescriptor().getFullName();
    public static final String ERASED = PatientErased.getDescriptor().getFullName();

    private static final String ACCOUNT_OPENED =
            BillingAccountOpened.getDescriptor().getFullName();
    private static final String ACCOUNT_CLOSED =
            BillingAccountClosed.getDescriptor().getFullName();

    private ChangeDecoder() {}

    /** Whether an event of this type may carry something sealed. */
    static boolean carriesSealed(String type) {
        return type.equals(REGISTERED) || type.equals(AMENDED) || type.equals(EncounterDecoder.STARTED);
    }

    /**
     * Reads one payload.
     *
     * @param key of the patient; null when it is gone, then what is sealed stays so
     * @throws UnreadableRecord when the payload is not what its type says, lacks what it must have, or has a broken
     *     seal; tells nothing of what it holds
     */
    static Change decode(EventPayload payload, @Nullable PersonKey key) {
        try {
            return parse(payload, key);
        } catch (InvalidProtocolBufferException broken) {
            throw new UnreadableRecord("the payload is no " + payload.type(), null);
        }
    }

    private static Change parse(EventPayload payload, @Nullable PersonKey key) throws InvalidProtocolBufferException {
        String type = payload.type();
        ByteString bytes = payload.bytes();
        if (type.equals(REGISTERED)) {
            var event = PatientRegistered.parseFrom(bytes);
            return key == null
                    ? new Change.Sealed(event.getVersion())
                    : new Change.Registered(
                            patient(payload, event.getVersion(), event.getSealedPerson(), event.getFacts(), key));
        }
        if (type.equals(AMENDED)) {
            var event = PatientAmended.parseFrom(bytes);
            return key == null
                    ? new Change.Sealed(event.getVersion())
                    : new Change.Amended(
                            patient(payload, event.getVersion(), event.getSealedPerson(), event.getFacts(), key));
        }
        return EncounterDecoder.decides(type) ? EncounterDecoder.parse(payload, key) : parseOpen(type, bytes);
    }

    private static Change parseOpen(String type, ByteString bytes) throws InvalidProtocolBufferException {
        if (type.equals(DEACTIVATED)) {
            return new Change.Deactivated(PatientDeactivated.parseFrom(bytes).getVersion());
        }
        if (type.equals(ERASED)) {
            return new Change.Erased(PatientErased.parseFrom(bytes).getVersion());
        }
        if (type.equals(ACCOUNT_OPENED)) {
            return new Change.AccountOpened(
                    BillingAccountOpened.parseFrom(bytes).getAccountId());
        }
        if (type.equals(ACCOUNT_CLOSED)) {
            return new Change.AccountClosed(
                    BillingAccountClosed.parseFrom(bytes).getAccountId());
        }
        return new Change.Unknown();
    }

    private static Patient patient(EventPayload payload, long version, ByteString sealed, Facts facts, PersonKey key) {
        Person person = open(payload, sealed, key);
        return new Patient(
                payload.patientId(),
                person.getName(),
                person.hasGivenName() ? person.getGivenName() : null,
                person.hasFamilyName() ? person.getFamilyName() : null,
                person.hasEmail() ? person.getEmail() : null,
                person.hasPhone() ? person.getPhone() : null,
                person.getAddress(),
                date(person.getDateOfBirth()),
                gender(facts.getGender()),
                facts.getRegion().isEmpty() ? null : facts.getRegion(),
                identifiers(person),
                date(facts.getRegisteredDate()),
                Patient.Status.ACTIVE,
                version);
    }

    private static Person open(EventPayload payload, ByteString sealed, PersonKey key) {
        try {
            return Person.parseFrom(opened(payload, Purpose.PERSON, sealed, key));
        } catch (InvalidProtocolBufferException broken) {
            throw new UnreadableRecord("what is sealed is no person", null);
        }
    }

    /**
     * What is sealed in an event.
     *
     * @throws UnreadableRecord when the seal is broken
     */
    static byte[] opened(EventPayload payload, Purpose purpose, ByteString sealed, PersonKey key) {
        try {
            return key.open(purpose, payload.eventId(), sealed);
        } catch (BrokenSeal broken) {
            throw new UnreadableRecord(String.valueOf(broken.getMessage()), null);
        }
    }

    /** Without its cause, which would quote the date. */
    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw new UnreadableRecord("a date in the payload is malformed", null);
        }
    }

    private static List<Identifier> identifiers(Person person) {
        return person.getIdentifiersList().stream()
                .map(identifier -> new Identifier(identifier.getSystem(), identifier.getValue()))
                .toList();
    }

    private static @Nullable String gender(Gender gender) {
        return switch (gender) {
            case GENDER_MALE -> "male";
            case GENDER_FEMALE -> "female";
            case GENDER_OTHER -> "other";
            case GENDER_UNKNOWN -> "unknown";
            case GENDER_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }
}
