package pms.analytics;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import pms.schema.patient.v1.BillingAccountClosed;
import pms.schema.patient.v1.BillingAccountOpened;
import pms.schema.patient.v1.EncounterClass;
import pms.schema.patient.v1.Facts;
import pms.schema.patient.v1.Gender;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientDeactivated;
import pms.schema.patient.v1.PatientErased;
import pms.schema.patient.v1.PatientRegistered;

/** What happened to a patient, in the words of the tests. */
sealed interface PatientEvent {
    UUID patientId();

    Message message();

    /** What a sealed person is to somebody without the key. */
    private static ByteString noise() {
        var bytes = new byte[120];
        ThreadLocalRandom.current().nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    record Registered(UUID patientId, OpenFacts facts) implements PatientEvent {
        @Override
        public Message message() {
            return PatientRegistered.newBuilder()
                    .setPatientId(patientId.toString())
                    .setVersion(1)
                    .setSealedPerson(noise())
                    .setFacts(facts.message())
                    .build();
        }
    }

    record Amended(UUID patientId, OpenFacts facts) implements PatientEvent {
        @Override
        public Message message() {
            return PatientAmended.newBuilder()
                    .setPatientId(patientId.toString())
                    .setSealedPerson(noise())
                    .setFacts(facts.message())
                    .build();
        }
    }

    record Deactivated(UUID patientId) implements PatientEvent {
        @Override
        public Message message() {
            return PatientDeactivated.newBuilder()
                    .setPatientId(patientId.toString())
                    .build();
        }
    }

    record Erased(UUID patientId) implements PatientEvent {
        @Override
        public Message message() {
            return PatientErased.newBuilder().setPatientId(patientId.toString()).build();
        }
    }

    record AccountClosed(UUID patientId) implements PatientEvent {
        @Override
        public Message message() {
            return BillingAccountClosed.newBuilder()
                    .setPatientId(patientId.toString())
                    .setAccountId(patientId.toString())
                    .build();
        }
    }

    record AccountOpened(UUID patientId) implements PatientEvent {
        @Override
        public Message message() {
            return BillingAccountOpened.newBuilder()
                    .setPatientId(patientId.toString())
                    .setAccountId(patientId.toString())
                    .build();
        }
    }

    /**
     * The patient came.
     *
     * @param encounterClass AMB, EMER or IMP
     */
    record EncounterStarted(UUID patientId, UUID encounterId, String encounterClass, Instant startedAt)
            implements PatientEvent {
        @Override
        public Message message() {
            return pms.schema.patient.v1.EncounterStarted.newBuilder()
                    .setPatientId(patientId.toString())
                    .setEncounterId(encounterId.toString())
                    .setEncounterClass(EncounterClass.valueOf("ENCOUNTER_CLASS_" + encounterClass))
                    .setStartedAt(startedAt.toString())
                    .setSealedReason(noise())
                    .build();
        }

        EncounterFinished finished(Instant endedAt) {
            return new EncounterFinished(patientId, this, endedAt);
        }
    }

    record EncounterFinished(UUID patientId, EncounterStarted start, Instant endedAt) implements PatientEvent {
        @Override
        public Message message() {
            return pms.schema.patient.v1.EncounterFinished.newBuilder()
                    .setPatientId(patientId.toString())
                    .setEncounterId(start.encounterId().toString())
                    .setEncounterClass(EncounterClass.valueOf("ENCOUNTER_CLASS_" + start.encounterClass()))
                    .setStartedAt(start.startedAt().toString())
                    .setEndedAt(endedAt.toString())
                    .build();
        }
    }

    record OpenFacts(int birthYear, Gender gender, String region, LocalDate registeredDate) {
        Facts message() {
            return Facts.newBuilder()
                    .setBirthYear(birthYear)
                    .setGender(gender)
                    .setRegion(region)
                    .setRegisteredDate(registeredDate.toString())
                    .build();
        }
    }
}
