package pms.e2e.faults.read;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.Locale;
import pms.e2e.faults.truth.Facts;
import pms.e2e.faults.truth.Stay;
import pms.e2e.faults.truth.StoredEvent;
import pms.schema.patient.v1.BillingAccountClosed;
import pms.schema.patient.v1.BillingAccountOpened;
import pms.schema.patient.v1.EncounterClass;
import pms.schema.patient.v1.EncounterFinished;
import pms.schema.patient.v1.EncounterStarted;
import pms.schema.patient.v1.Gender;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientDeactivated;
import pms.schema.patient.v1.PatientErased;
import pms.schema.patient.v1.PatientRegistered;

/** Decodes what is open in an event. */
final class EventDecoder {
    private static final String PACKAGE = "pms.patient.v1.";

    private EventDecoder() {}

    /** The name of a type without its package. */
    static String simple(String type) {
        return type.startsWith(PACKAGE) ? type.substring(PACKAGE.length()) : type;
    }

    static StoredEvent decode(long position, String id, String type, String patient, String request, byte[] payload) {
        Shell shell = new Shell(position, id, simple(type), patient, request, Digest.content(payload));
        try {
            return switch (shell.type()) {
                case StoredEvent.REGISTERED -> {
                    PatientRegistered event = PatientRegistered.parseFrom(payload);
                    yield shell.with(event.getVersion(), event.getFacts());
                }
                case StoredEvent.AMENDED -> {
                    PatientAmended event = PatientAmended.parseFrom(payload);
                    yield shell.with(event.getVersion(), event.getFacts());
                }
                case StoredEvent.DEACTIVATED ->
                    shell.with(PatientDeactivated.parseFrom(payload).getVersion());
                case StoredEvent.ERASED ->
                    shell.with(PatientErased.parseFrom(payload).getVersion());
                case StoredEvent.ACCOUNT_OPENED ->
                    shell.with(BillingAccountOpened.parseFrom(payload).getAccountId());
                case StoredEvent.ACCOUNT_CLOSED ->
                    shell.with(BillingAccountClosed.parseFrom(payload).getAccountId());
                case StoredEvent.ENCOUNTER_STARTED -> {
                    EncounterStarted event = EncounterStarted.parseFrom(payload);
                    yield shell.with(new Stay(
                            event.getEncounterId(), name(event.getEncounterClass()), millis(event.getStartedAt()), 0));
                }
                case StoredEvent.ENCOUNTER_FINISHED -> {
                    EncounterFinished event = EncounterFinished.parseFrom(payload);
                    yield shell.with(new Stay(
                            event.getEncounterId(),
                            name(event.getEncounterClass()),
                            millis(event.getStartedAt()),
                            millis(event.getEndedAt())));
                }
                default -> shell.with(0);
            };
        } catch (InvalidProtocolBufferException failure) {
            throw new IllegalStateException("position " + position + " is no " + type, failure);
        }
    }

    private record Shell(long position, String id, String type, String patient, String request, String content) {

        StoredEvent with(long version) {
            return new StoredEvent(position, id, type, patient, request, content, version, null, "");
        }

        StoredEvent with(Stay stay) {
            return new StoredEvent(position, id, type, patient, request, content, 0, null, "", stay);
        }

        StoredEvent with(String account) {
            return new StoredEvent(position, id, type, patient, request, content, 0, null, account);
        }

        StoredEvent with(long version, pms.schema.patient.v1.Facts facts) {
            Facts open = new Facts(
                    facts.getBirthYear(), gender(facts.getGender()), facts.getRegion(), facts.getRegisteredDate());
            return new StoredEvent(position, id, type, patient, request, content, version, open, "");
        }
    }

    private static String name(EncounterClass encounterClass) {
        return encounterClass.name().substring("ENCOUNTER_CLASS_".length());
    }

    private static long millis(String moment) {
        return Instant.parse(moment).toEpochMilli();
    }

    private static String gender(Gender gender) {
        return switch (gender) {
            case GENDER_MALE, GENDER_FEMALE, GENDER_OTHER, GENDER_UNKNOWN ->
                gender.name().substring("GENDER_".length()).toLowerCase(Locale.ROOT);
            case GENDER_UNSPECIFIED, UNRECOGNIZED -> "unknown";
        };
    }
}
