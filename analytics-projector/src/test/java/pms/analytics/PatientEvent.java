package pms.analytics;

import com.google.protobuf.Message;
import java.time.LocalDate;
import java.util.UUID;
import pms.schema.patient.v1.BillingAccountOpened;
import pms.schema.patient.v1.Facts;
import pms.schema.patient.v1.Gender;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientDeactivated;
import pms.schema.patient.v1.PatientRegistered;
import pms.schema.patient.v1.Person;

/** What happened to a patient, in the words of the tests. */
sealed interface PatientEvent {
    UUID patientId();

    Message message();

    record Registered(UUID patientId, OpenFacts facts) implements PatientEvent {
        @Override
        public Message message() {
            return PatientRegistered.newBuilder()
                    .setPatientId(patientId.toString())
                    .setVersion(1)
                    .setPerson(Person.newBuilder().setName("Nobody Real").setAddress("1 Test Lane"))
                    .setFacts(facts.message())
                    .build();
        }
    }

    record Amended(UUID patientId, OpenFacts facts) implements PatientEvent {
        @Override
        public Message message() {
            return PatientAmended.newBuilder()
                    .setPatientId(patientId.toString())
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

    record AccountOpened(UUID patientId) implements PatientEvent {
        @Override
        public Message message() {
            return BillingAccountOpened.newBuilder()
                    .setPatientId(patientId.toString())
                    .setAccountId(patientId.toString())
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
