package pms.query;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.UUID;
import java.util.function.Consumer;
import pms.schema.patient.v1.BillingAccountClosed;
import pms.schema.patient.v1.BillingAccountOpened;
import pms.schema.patient.v1.EncounterClass;
import pms.schema.patient.v1.EncounterFinished;
import pms.schema.patient.v1.EncounterReason;
import pms.schema.patient.v1.EncounterStarted;
import pms.schema.patient.v1.Facts;
import pms.schema.patient.v1.Gender;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientDeactivated;
import pms.schema.patient.v1.PatientErased;
import pms.schema.patient.v1.PatientRegistered;
import pms.schema.patient.v1.Person;

/** Events of invented patients. */
public final class Given {

    private Given() {}

    public static Person.Builder person(String name) {
        return Person.newBuilder().setName(name).setAddress("1 Test Road").setDateOfBirth("1984-03-09");
    }

    private static Facts.Builder facts() {
        return Facts.newBuilder()
                .setBirthYear(1984)
                .setGender(Gender.GENDER_FEMALE)
                .setRegisteredDate("2026-02-28");
    }

    /** An event whose person is sealed when its id is known. */
    public interface Draft {

        Message sealed(UUID eventId, TestKeys keys);
    }

    public static Draft registered(UUID id, Person.Builder person) {
        return registered(id, person, facts -> {});
    }

    public static Draft registered(UUID id, Person.Builder person, Consumer<Facts.Builder> change) {
        Facts.Builder facts = facts();
        change.accept(facts);
        return (eventId, keys) -> PatientRegistered.newBuilder()
                .setPatientId(id.toString())
                .setVersion(1)
                .setSealedPerson(keys.seal(id, eventId, person.build()))
                .setFacts(facts)
                .build();
    }

    public static Draft amended(UUID id, long version, Person.Builder person) {
        return (eventId, keys) -> PatientAmended.newBuilder()
                .setPatientId(id.toString())
                .setVersion(version)
                .setSealedPerson(keys.seal(id, eventId, person.build()))
                .setFacts(facts())
                .build();
    }

    public static PatientErased erased(UUID id, long version) {
        return PatientErased.newBuilder()
                .setPatientId(id.toString())
                .setVersion(version)
                .build();
    }

    /**
     * An emergency.
     *
     * @param type what brought the patient; empty when nobody said
     */
    public static Draft encounterStarted(UUID id, UUID encounterId, String start, String type) {
        return (eventId, keys) -> EncounterStarted.newBuilder()
                .setPatientId(id.toString())
                .setEncounterId(encounterId.toString())
                .setEncounterClass(EncounterClass.ENCOUNTER_CLASS_EMER)
                .setStartedAt(start)
                .setSealedReason(
                        type.isEmpty()
                                ? ByteString.EMPTY
                                : keys.seal(
                                        id,
                                        eventId,
                                        EncounterReason.newBuilder()
                                                .setType(type)
                                                .build()))
                .build();
    }

    public static EncounterFinished encounterFinished(UUID id, UUID encounterId, String start, String end) {
        return EncounterFinished.newBuilder()
                .setPatientId(id.toString())
                .setEncounterId(encounterId.toString())
                .setEncounterClass(EncounterClass.ENCOUNTER_CLASS_EMER)
                .setStartedAt(start)
                .setEndedAt(end)
                .build();
    }

    public static BillingAccountClosed accountClosed(UUID id, String accountId) {
        return BillingAccountClosed.newBuilder()
                .setPatientId(id.toString())
                .setAccountId(accountId)
                .build();
    }

    public static PatientDeactivated deactivated(UUID id, long version) {
        return PatientDeactivated.newBuilder()
                .setPatientId(id.toString())
                .setVersion(version)
                .build();
    }

    public static BillingAccountOpened accountOpened(UUID id, String accountId) {
        return BillingAccountOpened.newBuilder()
                .setPatientId(id.toString())
                .setAccountId(accountId)
                .build();
    }
}
