package pms.command.patient;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import pms.command.encounter.Beginning;
import pms.command.encounter.EncounterClass;
import pms.command.patient.PatientEvent.EncounterFinished;
import pms.command.patient.PatientEvent.EncounterStarted;
import pms.schema.patient.v1.EncounterReason;

/** The events of encounters as protobuf; what brought the patient is sealed by the caller. */
final class EncounterCodec {

    private EncounterCodec() {}

    /** @param seal seals an {@link EncounterReason}; not used when no type was given */
    static pms.schema.patient.v1.EncounterStarted encode(EncounterStarted event, UnaryOperator<byte[]> seal) {
        Beginning beginning = event.beginning();
        return pms.schema.patient.v1.EncounterStarted.newBuilder()
                .setPatientId(event.patientId().toString())
                .setEncounterId(event.encounterId().toString())
                .setEncounterClass(encode(beginning.encounterClass()))
                .setStartedAt(beginning.start().toString())
                .setSealedReason(sealed(beginning.type(), seal))
                .build();
    }

    static pms.schema.patient.v1.EncounterFinished encode(EncounterFinished event) {
        return pms.schema.patient.v1.EncounterFinished.newBuilder()
                .setPatientId(event.patientId().toString())
                .setEncounterId(event.encounterId().toString())
                .setEncounterClass(encode(event.encounterClass()))
                .setStartedAt(event.start().toString())
                .setEndedAt(event.end().toString())
                .build();
    }

    /** @param open opens the reason; {@code null} when the key is gone: then there is no type */
    static EncounterStarted started(byte[] payload, @Nullable UnaryOperator<byte[]> open)
            throws InvalidProtocolBufferException {
        var m = pms.schema.patient.v1.EncounterStarted.parseFrom(payload);
        Beginning beginning = new Beginning(
                decode(m.getEncounterClass()), Instant.parse(m.getStartedAt()), opened(m.getSealedReason(), open));
        return new EncounterStarted(UUID.fromString(m.getPatientId()), UUID.fromString(m.getEncounterId()), beginning);
    }

    static EncounterFinished finished(byte[] payload) throws InvalidProtocolBufferException {
        var m = pms.schema.patient.v1.EncounterFinished.parseFrom(payload);
        return new EncounterFinished(
                UUID.fromString(m.getPatientId()),
                UUID.fromString(m.getEncounterId()),
                decode(m.getEncounterClass()),
                Instant.parse(m.getStartedAt()),
                Instant.parse(m.getEndedAt()));
    }

    private static ByteString sealed(@Nullable String type, UnaryOperator<byte[]> seal) {
        if (type == null) {
            return ByteString.EMPTY;
        }
        EncounterReason reason = EncounterReason.newBuilder().setType(type).build();
        return ByteString.copyFrom(seal.apply(reason.toByteArray()));
    }

    private static @Nullable String opened(ByteString sealed, @Nullable UnaryOperator<byte[]> open)
            throws InvalidProtocolBufferException {
        return open == null || sealed.isEmpty()
                ? null
                : EncounterReason.parseFrom(open.apply(sealed.toByteArray())).getType();
    }

    private static pms.schema.patient.v1.EncounterClass encode(EncounterClass encounterClass) {
        return switch (encounterClass) {
            case AMB -> pms.schema.patient.v1.EncounterClass.ENCOUNTER_CLASS_AMB;
            case EMER -> pms.schema.patient.v1.EncounterClass.ENCOUNTER_CLASS_EMER;
            case IMP -> pms.schema.patient.v1.EncounterClass.ENCOUNTER_CLASS_IMP;
        };
    }

    private static EncounterClass decode(pms.schema.patient.v1.EncounterClass encounterClass) {
        return switch (encounterClass) {
            case ENCOUNTER_CLASS_AMB -> EncounterClass.AMB;
            case ENCOUNTER_CLASS_EMER -> EncounterClass.EMER;
            case ENCOUNTER_CLASS_IMP -> EncounterClass.IMP;
            case ENCOUNTER_CLASS_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("an encounter without a class that is known");
        };
    }
}
