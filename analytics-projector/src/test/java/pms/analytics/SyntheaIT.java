package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import pms.schema.patient.v1.Gender;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 98 patients and 3,666 encounters that others made: every figure of every view is one counted from the files. */
class SyntheaIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAME = "synthea";
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<List<Map<String, Object>>> ARRAY =
            new ParameterizedTypeReference<>() {};
    private static final List<Integer> YEARS = List.of(1950, 1999, 2020, 2026);

    private final Random random = new Random(98);

    @Test
    void everyFigureIsTheOneOfTheFiles() {
        var history = new RandomHistory(98).mixedAgain(lives());
        assertThat(history).hasSizeGreaterThan(2 * 3_666);
        var model = Model.of(history);
        assertThat(model.visits).hasSizeGreaterThan(3_300);
        var password = Servers.postgres().createDatabase(NAME);
        try (var topic = new EventTopic(NAME);
                var analytics = new RunningAnalytics(NAME, password)) {
            topic.write(history, 0, history.size());
            analytics.await(history.size());

            assertCounts(analytics, new Expected(history));
            var check = new SeriesCheck(analytics, model);
            check.all(LocalDate.of(2011, 1, 5), LocalDate.of(2014, 10, 16));
            check.censusAt(model.visits.stream()
                    .filter(visit -> !visit.encounterClass().equals("AMB"))
                    .limit(100)
                    .map(Model.Visit::start)
                    .toList());
        }
    }

    private static void assertCounts(RunningAnalytics analytics, Expected expected) {
        assertThat(analytics.get("/api/analytics/summary", OBJECT)).isEqualTo(expected.summary());
        for (var bucket : List.of("day", "week", "month")) {
            assertThat(analytics.get("/api/analytics/registrations?bucket=" + bucket, ARRAY))
                    .isEqualTo(expected.registrations(bucket, LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31)));
        }
        for (var year : YEARS) {
            var answer = analytics.get("/api/analytics/demographics?on=" + year + "-07-01", OBJECT);
            assertThat(answer).containsEntry("asOf", year + "-07-01");
            assertThat(answer.get("ageBands")).as("ages in %s", year).isEqualTo(expected.ageBands(year));
            assertThat(answer.get("regions"))
                    .isEqualTo(expected.regions().entrySet().stream()
                            .map(entry -> Map.of("region", entry.getKey(), "count", entry.getValue()))
                            .toList());
        }
        assertThat(analytics.text("/api/analytics/demographics?on=2020-07-01", "text/csv"))
                .isEqualTo(csv(expected));
        assertThat(analytics.knownPatients()).isEqualTo(expected.known());
    }

    private static String csv(Expected expected) {
        var lines = new StringBuilder("asOf,kind,group,gender,count\r\n");
        for (var band : expected.ageBands(2020)) {
            for (var gender : List.of("male", "female", "other", "unknown")) {
                lines.append("2020-07-01,age,%s,%s,%s\r\n".formatted(band.get("band"), gender, band.get(gender)));
            }
        }
        expected.regions()
                .forEach((region, count) -> lines.append("2020-07-01,region,%s,,%s\r\n".formatted(region, count)));
        return lines.toString();
    }

    /** Patient by patient: one in seven is erased, one in nine deactivated, one in eleven has no account yet. */
    private List<PatientEvent> lives() {
        var encounters = new LinkedHashMap<String, List<JsonNode>>();
        lines("synthea-encounters.ndjson")
                .forEach(line -> encounters
                        .computeIfAbsent(line.path("patient").asString(), id -> new ArrayList<>())
                        .add(line));
        var lives = new ArrayList<PatientEvent>();
        var number = 0;
        for (var line : lines("synthea-patients.ndjson")) {
            number++;
            lives.addAll(
                    life(number, line, encounters.getOrDefault(line.path("id").asString(), List.of())));
        }
        return lives;
    }

    private List<PatientEvent> life(int number, JsonNode patient, List<JsonNode> encounters) {
        var id = UUID.fromString(patient.path("id").asString());
        var life = new ArrayList<PatientEvent>();
        life.add(new PatientEvent.Registered(id, facts(patient, encounters)));
        encounters.forEach(encounter -> life.addAll(stay(id, encounter)));
        if (number % 11 != 0) {
            life.add(1 + random.nextInt(life.size()), new PatientEvent.AccountOpened(id));
        }
        if (number % 9 == 0) {
            life.add(1 + random.nextInt(life.size()), new PatientEvent.Deactivated(id));
        }
        if (number % 7 == 0) {
            life.add(1 + random.nextInt(life.size()), new PatientEvent.Erased(id));
            life.add(new PatientEvent.AccountClosed(id));
        }
        return life;
    }

    /** One in thirty has not ended yet. */
    private List<PatientEvent> stay(UUID patientId, JsonNode encounter) {
        var start = new PatientEvent.EncounterStarted(
                patientId,
                UUID.fromString(encounter.path("id").asString()),
                encounter.path("class").asString(),
                OffsetDateTime.parse(encounter.at("/period/start").asString()).toInstant());
        var end = OffsetDateTime.parse(encounter.at("/period/end").asString()).toInstant();
        return random.nextInt(30) == 0 ? List.of(start) : List.of(start, start.finished(end));
    }

    private static PatientEvent.OpenFacts facts(JsonNode patient, List<JsonNode> encounters) {
        return new PatientEvent.OpenFacts(
                LocalDate.parse(patient.path("birthDate").asString()).getYear(),
                Gender.valueOf("GENDER_" + patient.path("gender").asString().toUpperCase(Locale.ROOT)),
                patient.at("/address/0/state").asString(),
                OffsetDateTime.parse(encounters.getFirst().at("/period/start").asString())
                        .toLocalDate());
    }

    private static List<JsonNode> lines(String file) {
        try (var stream = Objects.requireNonNull(SyntheaIT.class.getResourceAsStream("/synthea/" + file))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(JSON::readTree)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
