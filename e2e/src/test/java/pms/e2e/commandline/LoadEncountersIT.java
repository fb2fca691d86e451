package pms.e2e.commandline;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.gateway;
import static pms.e2e.TheSystem.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import pms.e2e.TheSystem;
import pms.e2e.client.Json;
import pms.e2e.system.Outcome;
import tools.jackson.databind.JsonNode;

/**
 * Loads the samples of patients and their encounters that the project ships, or the files that {@code -Dpms.load.file}
 * and {@code -Dpms.load.encounters} name.
 */
class LoadEncountersIT {
    private static final String ID_SYSTEM = "https://github.com/synthetichealth/synthea";

    @Test
    void bringsEachEncounterIntoListAndHistoryOnceAlsoWhenLoadedTwice() throws IOException {
        Path file = file("pms.load.encounters", "synthea-encounters.ndjson");
        Map<String, List<JsonNode>> byPatient = byPatient(file);
        int count = byPatient.values().stream().mapToInt(List::size).sum();
        installation().load(file("pms.load.file", "synthea-patients.ndjson")).mustSucceed();

        long begun = System.nanoTime();
        Outcome first = installation().load(file).mustSucceed();
        System.out.println("The load of " + count + " encounters took " + (System.nanoTime() - begun) / 1_000_000
                + " ms, with the start of the command");
        assertThat(first.output()).contains("encounters: " + count + " registered, 0 unchanged, 0 rejected");
        byPatient.forEach((patient, encounters) -> await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(list(patient)).hasSameSizeAs(encounters)));

        assertThat(installation().load(file).mustSucceed().output())
                .contains("encounters: 0 registered, " + count + " unchanged, 0 rejected");
        byPatient.forEach(LoadEncountersIT::assertAsInTheFile);
    }

    private static void assertAsInTheFile(String patient, List<JsonNode> encounters) {
        List<JsonNode> list = list(patient);
        assertThat(list)
                .extracting(each -> each.path("start").asString())
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(list.stream().map(LoadEncountersIT::whatItSays))
                .containsExactlyInAnyOrderElementsOf(encounters.stream()
                        .map(LoadEncountersIT::whatTheFileSays)
                        .toList());
        JsonNode history = gateway().read("/api/patients/" + id(patient) + "/history");
        List<String> types = StreamSupport.stream(history.spliterator(), false)
                .map(event -> event.path("type").asString())
                .filter(type -> type.startsWith("Encounter"))
                .toList();
        assertThat(types).hasSize(2 * encounters.size());
        for (int i = 0; i < types.size(); i++) {
            assertThat(types.get(i)).isEqualTo(i % 2 == 0 ? "EncounterStarted" : "EncounterFinished");
        }
    }

    private static List<String> whatItSays(JsonNode encounter) {
        return List.of(
                encounter.path("start").asString(),
                encounter.path("end").asString(),
                encounter.path("class").asString(),
                encounter.path("type").asString());
    }

    private static List<String> whatTheFileSays(JsonNode encounter) {
        return List.of(
                start(encounter).toInstant().toString(),
                OffsetDateTime.parse(encounter.path("period").path("end").asString())
                        .toInstant()
                        .toString(),
                encounter.path("class").asString(),
                encounter.path("type").asString());
    }

    private static OffsetDateTime start(JsonNode encounter) {
        return OffsetDateTime.parse(encounter.path("period").path("start").asString());
    }

    /** In the order of their starts. */
    private static Map<String, List<JsonNode>> byPatient(Path file) throws IOException {
        Map<String, List<JsonNode>> byPatient = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode encounter = Json.read(line);
            byPatient
                    .computeIfAbsent(encounter.path("patient").asString(), id -> new ArrayList<>())
                    .add(encounter);
        }
        byPatient.values().forEach(each -> each.sort(Comparator.comparing(LoadEncountersIT::start)));
        return byPatient;
    }

    private static List<JsonNode> list(String patient) {
        JsonNode page = gateway().read("/api/patients/" + id(patient) + "/encounters?size=200");
        return StreamSupport.stream(page.spliterator(), false).toList();
    }

    private static String id(String patient) {
        return StreamSupport.stream(gateway().read("/api/patients?q=" + patient).spliterator(), false)
                .filter(found -> found.path("identifiers").toString().contains(ID_SYSTEM))
                .map(found -> found.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    private static Path file(String property, String sample) {
        String given = System.getProperty(property);
        return given != null
                ? Path.of(given)
                : TheSystem.local().pms().checkout().resolve("cli/samples/" + sample);
    }
}
