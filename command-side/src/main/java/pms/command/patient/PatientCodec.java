package pms.command.patient;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.command.patient.PatientEvent.BillingAccountOpened;
import pms.command.patient.PatientEvent.PatientAmended;
import pms.command.patient.PatientEvent.PatientDeactivated;
import pms.command.patient.PatientEvent.PatientRegistered;
import pms.schema.patient.v1.Facts;
import pms.schema.patient.v1.Person;

/** Events as the protobuf of {@code pms.patient.v1}: the bytes that PostgreSQL keeps and Kafka carries. */
public final class PatientCodec {

    public static final String REGISTERED =
            pms.schema.patient.v1.PatientRegistered.getDescriptor().getFullName();
    public static final String AMENDED =
            pms.schema.patient.v1.PatientAmended.getDescriptor().getFullName();
    public static final String DEACTIVATED =
            pms.schema.patient.v1.PatientDeactivated.getDescriptor().getFullName();
    public static final String ACCOUNT_OPENED =
            pms.schema.patient.v1.BillingAccountOpened.getDescriptor().getFullName();

    /** The types that say what a patient's details are, and by that who holds an e-mail or an identifier. */
    public static final Set<String> DETAILS = Set.of(REGISTERED, AMENDED);

    /** The types that change the record of a patient. */
    public static final Set<String> RECORD_CHANGES = Set.of(REGISTERED, AMENDED, DEACTIVATED);

    private PatientCodec() {}

    /** The stored type: the full name of the protobuf message. */
    public static String typeOf(PatientEvent event) {
        return switch (event) {
            case PatientRegistered e -> REGISTERED;
            case PatientAmended e -> AMENDED;
            case PatientDeactivated e -> DEACTIVATED;
            case BillingAccountOpened e -> ACCOUNT_OPENED;
        };
    }

    public static byte[] encode(PatientEvent event) {
        Message message = switch (event) {
            case PatientRegistered e ->
                pms.schema.patient.v1.PatientRegistered.newBuilder()
                        .setPatientId(e.patientId().toString())
                        .setVersion(e.version())
                        .setPerson(person(e.details()))
                        .setFacts(facts(e.details()))
                        .build();
            case PatientAmended e ->
                pms.schema.patient.v1.PatientAmended.newBuilder()
                        .setPatientId(e.patientId().toString())
                        .setVersion(e.version())
                        .setPerson(person(e.details()))
                        .setFacts(facts(e.details()))
                        .build();
            case PatientDeactivated e ->
                pms.schema.patient.v1.PatientDeactivated.newBuilder()
                        .setPatientId(e.patientId().toString())
                        .setVersion(e.version())
                        .build();
            case BillingAccountOpened e ->
                pms.schema.patient.v1.BillingAccountOpened.newBuilder()
                        .setPatientId(e.patientId().toString())
                        .setAccountId(e.accountId().toString())
                        .build();
        };
        return message.toByteArray();
    }

    /**
     * The event that was stored.
     *
     * @throws UnreadableEvent when the type is unknown or the bytes are not of that type
     */
    public static PatientEvent decode(String type, byte[] payload) {
        try {
            if (type.equals(REGISTERED)) {
                var m = pms.schema.patient.v1.PatientRegistered.parseFrom(payload);
                return new PatientRegistered(
                        UUID.fromString(m.getPatientId()), m.getVersion(), details(m.getPerson(), m.getFacts()));
            }
            if (type.equals(AMENDED)) {
                var m = pms.schema.patient.v1.PatientAmended.parseFrom(payload);
                return new PatientAmended(
                        UUID.fromString(m.getPatientId()), m.getVersion(), details(m.getPerson(), m.getFacts()));
            }
            if (type.equals(DEACTIVATED)) {
                var m = pms.schema.patient.v1.PatientDeactivated.parseFrom(payload);
                return new PatientDeactivated(UUID.fromString(m.getPatientId()), m.getVersion());
            }
            if (type.equals(ACCOUNT_OPENED)) {
                var m = pms.schema.patient.v1.BillingAccountOpened.parseFrom(payload);
                return new BillingAccountOpened(UUID.fromString(m.getPatientId()), UUID.fromString(m.getAccountId()));
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException unreadable) {
            throw new UnreadableEvent(type, unreadable);
        }
        throw new UnreadableEvent(type, null);
    }

    private static Person person(Details details) {
        Person.Builder person = Person.newBuilder()
                .setName(details.name())
                .setAddress(details.address())
                .setDateOfBirth(details.dateOfBirth().toString());
        if (details.givenName() != null) {
            person.setGivenName(details.givenName());
        }
        if (details.familyName() != null) {
            person.setFamilyName(details.familyName());
        }
        if (details.email() != null) {
            person.setEmail(details.email());
        }
        if (details.phone() != null) {
            person.setPhone(details.phone());
        }
        for (Identifier identifier : details.identifiers()) {
            person.addIdentifiersBuilder().setSystem(identifier.system()).setValue(identifier.value());
        }
        return person.build();
    }

    private static Facts facts(Details details) {
        return Facts.newBuilder()
                .setBirthYear(details.dateOfBirth().getYear())
                .setGender(gender(details.gender()))
                .setRegion(details.region() == null ? "" : details.region())
                .setRegisteredDate(details.registeredDate().toString())
                .build();
    }

    private static Details details(Person person, Facts facts) {
        List<Identifier> identifiers = person.getIdentifiersList().stream()
                .map(i -> new Identifier(i.getSystem(), i.getValue()))
                .toList();
        return new Details(
                person.getName(),
                person.hasGivenName() ? person.getGivenName() : null,
                person.hasFamilyName() ? person.getFamilyName() : null,
                person.hasEmail() ? person.getEmail() : null,
                person.hasPhone() ? person.getPhone() : null,
                person.getAddress(),
                LocalDate.parse(person.getDateOfBirth()),
                gender(facts.getGender()),
                facts.getRegion().isEmpty() ? null : facts.getRegion(),
                identifiers,
                LocalDate.parse(facts.getRegisteredDate()));
    }

    private static pms.schema.patient.v1.Gender gender(@Nullable Gender gender) {
        return switch (gender) {
            case null -> pms.schema.patient.v1.Gender.GENDER_UNSPECIFIED;
            case MALE -> pms.schema.patient.v1.Gender.GENDER_MALE;
            case FEMALE -> pms.schema.patient.v1.Gender.GENDER_FEMALE;
            case OTHER -> pms.schema.patient.v1.Gender.GENDER_OTHER;
            case UNKNOWN -> pms.schema.patient.v1.Gender.GENDER_UNKNOWN;
        };
    }

    private static @Nullable Gender gender(pms.schema.patient.v1.Gender gender) {
        return switch (gender) {
            case GENDER_MALE -> Gender.MALE;
            case GENDER_FEMALE -> Gender.FEMALE;
            case GENDER_OTHER -> Gender.OTHER;
            case GENDER_UNKNOWN -> Gender.UNKNOWN;
            case GENDER_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }
}
