package pms.command.patient;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pms.schema.patient.v1.Facts;
import pms.schema.patient.v1.Person;

/** The personal part of an event, in clear: never stored or sent so. */
final class PersonCodec {

    private PersonCodec() {}

    static byte[] encode(Details details) {
        return person(details).toByteArray();
    }

    static Details decode(byte[] person, Facts facts) throws InvalidProtocolBufferException {
        return details(Person.parseFrom(person), facts);
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

    static pms.schema.patient.v1.Gender gender(@Nullable Gender gender) {
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
