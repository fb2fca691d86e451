package pms.e2e.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.TheSystem.gateway;
import static pms.e2e.TheSystem.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import pms.e2e.Patients;
import pms.e2e.TheSystem;
import pms.e2e.bench.Arrival;
import pms.e2e.client.Accounts;
import pms.e2e.client.Gateway;
import pms.e2e.client.Json;
import pms.e2e.system.Outcome;
import tools.jackson.databind.JsonNode;

/** Loads the sample that the project ships, or the file that {@code -Dpms.load.file} names. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class LoadIT {
    private static Path file;
    private static List<String> lines;

    @TempDir
    private Path folder;

    @BeforeAll
    static void findTheFile() throws IOException {
        String given = System.getProperty("pms.load.file");
        file = given != null
                ? Path.of(given)
                : TheSystem.local().pms().checkout().resolve("cli/samples/synthea-patients.ndjson");
        lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }

    @Test
    @Order(1)
    void bringsEachPatientIntoEachViewWithOneAccount() throws Exception {
        Gateway gateway = gateway();
        try (Accounts accounts = TheSystem.accounts();
                Arrival arrival = Arrival.watch(gateway, accounts, lines.size())) {
            Outcome outcome = installation().load(file).mustSucceed();
            long end = System.nanoTime();
            assertThat(counts(outcome)).isEqualTo(Map.of("registered", lines.size(), "unchanged", 0, "rejected", 0));

            Map<String, Long> nanos = arrival.of(lines.size(), end);
            System.out.println("After the load of " + lines.size() + " patients, whole after (ms): " + millis(nanos));
            assertThat(arrival.openings())
                    .as("one account each")
                    .containsExactlyInAnyOrderElementsOf(arrival.patients());
        }
        assertThat(identifiersInTheDirectory(gateway)).containsAll(identifiersInTheFile());
    }

    @Test
    @Order(2)
    void changesNothingTheSecondTimeAndSaysSo() {
        String before = gateway().get("/api/patients?size=1").header("X-Total-Count");
        Outcome outcome = installation().load(file).mustSucceed();
        assertThat(counts(outcome)).isEqualTo(Map.of("registered", 0, "unchanged", lines.size(), "rejected", 0));
        assertThat(gateway().get("/api/patients?size=1").header("X-Total-Count"))
                .isEqualTo(before);
    }

    @Test
    @Order(3)
    void reportsBadLinesByNumberAndGoesOnWithTheRest() throws IOException {
        Path mixed = Files.write(
                folder.resolve("mixed.ndjson"),
                List.of(
                        "not json",
                        "{\"resourceType\":\"Observation\",\"id\":\"o1\"}",
                        "[]",
                        "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"birthDate\":\"2024-02-30\"}",
                        oneIdentifier()));
        Outcome outcome = installation().load(mixed);

        assertThat(outcome.exitCode()).as("some were rejected").isNotZero();
        assertThat(counts(outcome)).isEqualTo(Map.of("registered", 1, "unchanged", 0, "rejected", 4));
        assertThat(outcome.output())
                .contains("line 1", "line 2", "line 3", "line 4")
                .doesNotContain("line 5")
                .doesNotContain("Exception", "\tat ");
    }

    private static String oneIdentifier() {
        return Json.write(Map.of(
                "resourceType", "Patient",
                "id", Patients.email(),
                "identifier", List.of(Patients.identifier("urn:pms:test:load")),
                "name", List.of(Map.of("family", "Fairweather", "given", List.of("Nora"))),
                "birthDate", "1984-03-09",
                "gender", "female",
                "address", List.of(Map.of("line", List.of("12 Harbour Lane"), "city", "Norwich"))));
    }

    @Test
    @Order(4)
    void saysThatAFileIsMissing() {
        Outcome outcome = installation().load(folder.resolve("nowhere.ndjson"));
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output()).contains("nowhere.ndjson").doesNotContain("Exception", "\tat ");
    }

    @Test
    @Order(5)
    void saysThatAFolderIsNoFile() {
        Outcome outcome = installation().load(folder);
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output()).doesNotContain("Exception", "\tat ");
    }

    private static Map<String, Integer> counts(Outcome outcome) {
        return Map.of(
                "registered", count(outcome, "registered"),
                "unchanged", count(outcome, "unchanged"),
                "rejected", count(outcome, "rejected"));
    }

    private static int count(Outcome outcome, String what) {
        var found = java.util.regex.Pattern.compile("(\\d+) " + what).matcher(outcome.output());
        int last = -1;
        while (found.find()) {
            last = Integer.parseInt(found.group(1));
        }
        return last;
    }

    private static Map<String, Long> millis(Map<String, Long> nanos) {
        Map<String, Long> millis = new java.util.LinkedHashMap<>();
        nanos.forEach((view, value) -> millis.put(view, value / 1_000_000));
        return millis;
    }

    private static Set<String> identifiersInTheFile() {
        Set<String> pairs = new HashSet<>();
        for (String line : lines) {
            pairs.addAll(pairs(Json.read(line).path("identifier")));
        }
        return pairs;
    }

    private static Set<String> identifiersInTheDirectory(Gateway gateway) {
        Set<String> pairs = new HashSet<>();
        int page = 0;
        JsonNode list;
        do {
            list = gateway.read("/api/patients?size=200&page=" + page++);
            list.forEach(patient -> pairs.addAll(pairs(patient.path("identifiers"))));
        } while (!list.isEmpty());
        return pairs;
    }

    private static List<String> pairs(JsonNode identifiers) {
        return StreamSupport.stream(identifiers.spliterator(), false)
                .map(it -> it.path("system").asString() + "|" + it.path("value").asString())
                .toList();
    }
}
