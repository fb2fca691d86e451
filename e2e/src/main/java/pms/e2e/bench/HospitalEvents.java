package pms.e2e.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import pms.e2e.client.Json;
import pms.schema.patient.v1.BillingAccountOpened;
import pms.schema.patient.v1.EncounterClass;
import pms.schema.patient.v1.EncounterFinished;
import pms.schema.patient.v1.EncounterStarted;
import pms.schema.patient.v1.Facts;
import pms.schema.patient.v1.Gender;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientDeactivated;
import pms.schema.patient.v1.PatientRegistered;
import tools.jackson.databind.JsonNode;

/**
 * The life of a hospital for as long as somebody asks: patients of the years, genders and regions, and encounters of the
 * classes and lengths that stand in the samples, drawn with a seed. Of a hundred things that happen 18 are registrations,
 * with an account behind each, 8 amendments, one a deactivation, and the rest encounters, each with its end.
 */
final class HospitalEvents {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(40);
    private static final int SEALED_BYTES = 240;

    private final Random random;
    private final List<Facts> facts;
    private final List<Stay> stays;
    private final List<UUID> patients = new ArrayList<>();
    private final Deque<Happened> next = new ArrayDeque<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
    private Instant now = FIRST;

    /** An event before it has a place in the topic. */
    record Happened(UUID patientId, Instant time, Message message) {}

    private record Stay(EncounterClass encounterClass, Duration length) {}

    private record Due(Instant at, UUID patientId, Message message) {}

    /**
     * Reads the samples.
     *
     * @param samples the folder with {@code synthea-patients.ndjson} and {@code synthea-encounters.ndjson}
     */
    HospitalEvents(Path samples, long seed) throws IOException {
        this.random = new Random(seed);
        try (Stream<String> lines = Files.lines(samples.resolve("synthea-patients.ndjson"))) {
            this.facts = lines.map(Json::read).map(HospitalEvents::factsOf).toList();
        }
        try (Stream<String> lines = Files.lines(samples.resolve("synthea-encounters.ndjson"))) {
            this.stays = lines.map(Json::read).map(HospitalEvents::stayOf).toList();
        }
    }

    Happened next() {
        while (next.isEmpty()) {
            happen();
        }
        return next.removeFirst();
    }

    private void happen() {
        now = now.plus(STEP);
        while (!due.isEmpty() && !due.element().at().isAfter(now)) {
            Due ended = due.remove();
            next.add(new Happened(ended.patientId(), now, ended.message()));
        }
        int kind = random.nextInt(100);
        if (patients.isEmpty() || kind < 18) {
            register();
        } else if (kind < 26) {
            UUID anyone = anyone();
            add(
                    anyone,
                    PatientAmended.newBuilder()
                            .setPatientId(anyone.toString())
                            .setVersion(2)
                            .setSealedPerson(sealed())
                            .setFacts(anyFacts())
                            .build());
        } else if (kind < 27) {
            UUID anyone = anyone();
            add(
                    anyone,
                    PatientDeactivated.newBuilder()
                            .setPatientId(anyone.toString())
                            .setVersion(3)
                            .build());
        } else {
            come();
        }
    }

    private void register() {
        UUID patientId = newId();
        patients.add(patientId);
        add(
                patientId,
                PatientRegistered.newBuilder()
                        .setPatientId(patientId.toString())
                        .setVersion(1)
                        .setSealedPerson(sealed())
                        .setFacts(anyFacts())
                        .build());
        add(
                patientId,
                BillingAccountOpened.newBuilder()
                        .setPatientId(patientId.toString())
                        .setAccountId(newId().toString())
                        .build());
    }

    private void come() {
        UUID patientId = anyone();
        String encounterId = newId().toString();
        Stay stay = stays.get(random.nextInt(stays.size()));
        String startedAt = now.toString();
        Instant end = now.plus(stay.length());
        add(
                patientId,
                EncounterStarted.newBuilder()
                        .setPatientId(patientId.toString())
                        .setEncounterId(encounterId)
                        .setEncounterClass(stay.encounterClass())
                        .setStartedAt(startedAt)
                        .setSealedReason(sealed())
                        .build());
        due.add(new Due(
                end,
                patientId,
                EncounterFinished.newBuilder()
                        .setPatientId(patientId.toString())
                        .setEncounterId(encounterId)
                        .setEncounterClass(stay.encounterClass())
                        .setStartedAt(startedAt)
                        .setEndedAt(end.toString())
                        .build()));
    }

    private void add(UUID patientId, Message message) {
        next.add(new Happened(patientId, now.plusMillis(random.nextInt(900)), message));
    }

    private UUID anyone() {
        return patients.get(random.nextInt(patients.size()));
    }

    private UUID newId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private Facts anyFacts() {
        return facts.get(random.nextInt(facts.size())).toBuilder()
                .setRegisteredDate(LocalDate.ofInstant(now, ZoneOffset.UTC).toString())
                .build();
    }

    /** What a sealed text is to somebody without the key. */
    private ByteString sealed() {
        byte[] bytes = new byte[SEALED_BYTES];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    private static Facts factsOf(JsonNode patient) {
        String gender = patient.path("gender").asString("unknown").toUpperCase(Locale.ROOT);
        return Facts.newBuilder()
                .setBirthYear(Integer.parseInt(
                        patient.path("birthDate").asString("1970-01-01").substring(0, 4)))
                .setGender(Gender.valueOf("GENDER_" + gender))
                .setRegion(patient.path("address").path(0).path("state").asString(""))
                .build();
    }

    private static Stay stayOf(JsonNode encounter) {
        JsonNode period = encounter.path("period");
        return new Stay(
                EncounterClass.valueOf(
                        "ENCOUNTER_CLASS_" + encounter.path("class").asString("AMB")),
                Duration.between(
                        OffsetDateTime.parse(period.path("start").asString()),
                        OffsetDateTime.parse(period.path("end").asString())));
    }
}
