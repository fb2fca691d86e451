package pms.command.patient;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.time.DateTimeException;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import pms.command.patient.PatientEvent.BillingAccountClosed;
import pms.command.patient.PatientEvent.BillingAccountOpened;
import pms.command.patient.PatientEvent.EncounterFinished;
import pms.command.patient.PatientEvent.EncounterStarted;
import pms.command.patient.PatientEvent.PatientAmended;
import pms.command.patient.PatientEvent.PatientDeactivated;
import pms.command.patient.PatientEvent.PatientErased;
import pms.command.patient.PatientEvent.PatientRegistered;
import pms.schema.patient.v1.Facts;

/**
 * Events as the protobuf of {@code pms.patient.v1}: the bytes that PostgreSQL keeps and Kafka carries. What is
 * personal is sealed by the caller; see {@link PersonCodec} and {@link EncounterCodec} for what is in the seal.
 */
public final class PatientCodec {

    public static final String REGISTERED =
            pms.schema.patient.v1.PatientRegistered.getDescriptor().getFullName();
    public static final String AMENDED =
            pms.schema.patient.v1.PatientAmended.getDescriptor().getFullName();
    public static final String DEACTIVATED =
            pms.schema.patient.v1.PatientDeactivated.getDescriptor().getFullName();
    public static final String ERASED =
            pms.schema.patient.v1.PatientErased.getDescriptor().getFullName();
    public static final String ACCOUNT_OPENED =
            pms.schema.patient.v1.BillingAccountOpened.getDescriptor().getFullName();
    public static final String ACCOUNT_CLOSED =
            pms.schema.patient.v1.BillingAccountClosed.getDescriptor().getFullName();

    public static final String ENCOUNTER_STARTED =
            pms.schema.patient.v1.EncounterStarted.getDescriptor().getFullName();
    public static final String ENCOUNTER_FINISHED =
            pms.schema.patient.v1.EncounterFinished.getDescriptor().getFullName();

    /** The types that may carry something sealed. */
    public static final Set<String> SEALED = Set.of(REGISTERED, AMENDED, ENCOUNTER_STARTED);

    /** The types that say who holds an e-mail or an identifier. */
    public static final Set<String> CLAIMS = Set.of(REGISTERED, AMENDED, ERASED);

    /** The types that change the record of a patient. */
    public static final Set<String> RECORD_CHANGES = Set.of(REGISTERED, AMENDED, DEACTIVATED, ERASED);

    /** The types that say whether a patient is there and active. */
    public static final Set<String> PRESENCE = Set.of(REGISTERED, DEACTIVATED, ERASED);

    /** The types that belong to one encounter. */
    public static final Set<String> ENCOUNTERS = Set.of(ENCOUNTER_STARTED, ENCOUNTER_FINISHED);

    private PatientCodec() {}

    /** The stored type: the full name of the protobuf message. */
    public static String typeOf(PatientEvent event) {
        return switch (event) {
            case PatientRegistered e -> REGISTERED;
            case PatientAmended e -> AMENDED;
            case PatientDeactivated e -> DEACTIVATED;
            case PatientErased e -> ERASED;
            case BillingAccountOpened e -> ACCOUNT_OPENED;
            case BillingAccountClosed e -> ACCOUNT_CLOSED;
            case EncounterStarted e -> ENCOUNTER_STARTED;
            case EncounterFinished e -> ENCOUNTER_FINISHED;
        };
    }

    /**
     * The bytes of an event.
     *
     * @param seal seals what is personal in an event; not used when nothing is
     */
    public static byte[] encode(PatientEvent event, UnaryOperator<byte[]> seal) {
        Message message = switch (event) {
            case PatientRegistered e ->
                pms.schema.patient.v1.PatientRegistered.newBuilder()
                        .setPatientId(e.patientId().toString())
                        .setVersion(e.version())
                        .setSealedPerson(sealed(e.details(), seal))
                        .setFacts(facts(e.details()))
                        .build();
            case PatientAmended e ->
                pms.schema.patient.v1.PatientAmended.newBuilder()
                        .setPatientId(e.patientId().toString())
                        .setVersion(e.version())
                        .setSealedPerson(sealed(e.details(), seal))
                        .setFacts(facts(e.details()))
                        .build();
            case PatientDeactivated e ->
                pms.schema.patient.v1.PatientDeactivated.newBuilder()
                        .setPatientId(e.patientId().toString())
                        .setVersion(e.version())
                        .build();
            case PatientErased e ->
                pms.schema.patient.v1.PatientErased.newBuilder()
                        .setPatientId(e.patientId().toString())
                        .setVersion(e.version())
                        .build();
            case BillingAccountOpened e ->
                pms.schema.patient.v1.BillingAccountOpened.newBuilder()
                        .setPatientId(e.patientId().toString())
                        .setAccountId(e.accountId().toString())
                        .build();
            case BillingAccountClosed e ->
                pms.schema.patient.v1.BillingAccountClosed.newBuilder()
                        .setPatientId(e.patientId().toString())
                        .setAccountId(e.accountId().toString())
                        .build();
            case EncounterStarted e -> EncounterCodec.encode(e, seal);
            case EncounterFinished e -> EncounterCodec.encode(e);
        };
        return message.toByteArray();
    }

    /** The bytes of an event in which nothing is personal. */
    public static byte[] encode(PatientEvent event) {
        return encode(event, personal -> {
            throw new IllegalArgumentException("what is personal must be sealed");
        });
    }

    /**
     * The event that was stored.
     *
     * @param claims what was kept beside it
     * @param open opens what is sealed in the event; {@code null} when the key is gone: then the event has no details, or
     *     no type. An exception of it goes through
     * @throws UnreadableEvent when the type is unknown or the bytes are not of that type
     */
    public static PatientEvent decode(
            String type, byte[] payload, Set<String> claims, @Nullable UnaryOperator<byte[]> open) {
        try {
            if (type.equals(REGISTERED)) {
                var m = pms.schema.patient.v1.PatientRegistered.parseFrom(payload);
                Details details = opened(m.getSealedPerson(), m.getFacts(), open);
                return new PatientRegistered(UUID.fromString(m.getPatientId()), m.getVersion(), details, claims);
            }
            if (type.equals(AMENDED)) {
                var m = pms.schema.patient.v1.PatientAmended.parseFrom(payload);
                Details details = opened(m.getSealedPerson(), m.getFacts(), open);
                return new PatientAmended(UUID.fromString(m.getPatientId()), m.getVersion(), details, claims);
            }
            if (type.equals(DEACTIVATED)) {
                var m = pms.schema.patient.v1.PatientDeactivated.parseFrom(payload);
                return new PatientDeactivated(UUID.fromString(m.getPatientId()), m.getVersion());
            }
            if (type.equals(ERASED)) {
                var m = pms.schema.patient.v1.PatientErased.parseFrom(payload);
                return new PatientErased(UUID.fromString(m.getPatientId()), m.getVersion());
            }
            if (type.equals(ACCOUNT_OPENED)) {
                var m = pms.schema.patient.v1.BillingAccountOpened.parseFrom(payload);
                return new BillingAccountOpened(UUID.fromString(m.getPatientId()), UUID.fromString(m.getAccountId()));
            }
            if (type.equals(ACCOUNT_CLOSED)) {
                var m = pms.schema.patient.v1.BillingAccountClosed.parseFrom(payload);
                return new BillingAccountClosed(UUID.fromString(m.getPatientId()), UUID.fromString(m.getAccountId()));
            }
            if (type.equals(ENCOUNTER_STARTED)) {
                return EncounterCodec.started(payload, open);
            }
            if (type.equals(ENCOUNTER_FINISHED)) {
                return EncounterCodec.finished(payload);
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException unreadable) {
            throw new UnreadableEvent(type, unreadable);
        }
        throw new UnreadableEvent(type, null);
    }

    private static ByteString sealed(@Nullable Details details, UnaryOperator<byte[]> seal) {
        return ByteString.copyFrom(seal.apply(PersonCodec.encode(required(details))));
    }

    private static @Nullable Details opened(ByteString sealed, Facts facts, @Nullable UnaryOperator<byte[]> open)
            throws InvalidProtocolBufferException {
        return open == null ? null : PersonCodec.decode(open.apply(sealed.toByteArray()), facts);
    }

    private static Details required(@Nullable Details details) {
        if (details == null) {
            throw new IllegalArgumentException("an event of an erased patient can't be written again");
        }
        return details;
    }

    private static Facts facts(@Nullable Details given) {
        Details details = required(given);
        return Facts.newBuilder()
                .setBirthYear(details.dateOfBirth().getYear())
                .setGender(PersonCodec.gender(details.gender()))
                .setRegion(details.region() == null ? "" : details.region())
                .setRegisteredDate(details.registeredDate().toString())
                .build();
    }
}
