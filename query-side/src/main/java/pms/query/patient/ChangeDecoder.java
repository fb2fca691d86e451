package pms.query.patient;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.query.projection.UnreadableRecord;
import pms.schema.patient.v1.BillingAccountOpened;
import pms.schema.patient.v1.Facts;
import pms.schema.patient.v1.Gender;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientDeactivated;
import pms.schema.patient.v1.PatientRegistered;
import pms.schema.patient.v1.Person;

/** Reads the payload of a patient event. */
public final class ChangeDecoder {

    public static final String REGISTERED = PatientRegistered.getDescriptor().getFullName();
    public static final String AMENDED = PatientAmended.getDescriptor().getFullName();
    public static final String DEACTIVATED = PatientDeactivated.getDescriptor().getFullName();
    public static final String ACCOUNT_OPENED =
            BillingAccountOpened.getDescriptor().getFullName();

    private ChangeDecoder() {}

    /**
     * Reads one payload.
     *
     * @param type full name of the message
     * @throws UnreadableRecord when the payload is not such a message or lacks what it must have
     */
    public static Change decode(UUID patientId, String type, ByteString payload) {
        try {
            return parse(patientId, type, payload);
        } catch (InvalidProtocolBufferException broken) {
            throw new UnreadableRecord("the payload is no " + type, broken);
        } catch (DateTimeException malformed) {
            throw new UnreadableRecord("a date in the payload is malformed", malformed);
        }
    }

    private static Change parse(UUID id, String type, ByteString payload) throws InvalidProtocolBufferException {
        if (type.equals(REGISTERED)) {
            var event = PatientRegistered.parseFrom(payload);
            return new Change.Registered(
                    patient(id, event.getVersion(), event.hasPerson(), event.getPerson(), event.getFacts()));
        }
        if (type.equals(AMENDED)) {
            var event = PatientAmended.parseFrom(payload);
            return new Change.Amended(
                    patient(id, event.getVersion(), event.hasPerson(), event.getPerson(), event.getFacts()));
        }
        if (type.equals(DEACTIVATED)) {
            return new Change.Deactivated(PatientDeactivated.parseFrom(payload).getVersion());
        }
        if (type.equals(ACCOUNT_OPENED)) {
            return new Change.AccountOpened(
                    BillingAccountOpened.parseFrom(payload).getAccountId());
        }
        return new Change.Unknown();
    }

    private static Patient patient(UUID id, long version, boolean hasPerson, Person person, Facts facts) {
        if (!hasPerson) {
            throw new UnreadableRecord("the payload has no person", null);
        }
        return new Patient(
                id,
                person.getName(),
                person.hasGivenName() ? person.getGivenName() : null,
                person.hasFamilyName() ? person.getFamilyName() : null,
                person.hasEmail() ? person.getEmail() : null,
                person.hasPhone() ? person.getPhone() : null,
                person.getAddress(),
                LocalDate.parse(person.getDateOfBirth()),
                gender(facts.getGender()),
                facts.getRegion().isEmpty() ? null : facts.getRegion(),
                identifiers(person),
                LocalDate.parse(facts.getRegisteredDate()),
                Patient.Status.ACTIVE,
                version);
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
