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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.e2e.TheSystem;
import pms.e2e.client.Json;
import pms.e2e.system.Outcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Loads copies, with other ids, of the samples of patients and their encounters that the project ships, or of the files
 * that {@code -Dpms.load.file} and {@code -Dpms.load.encounters} name.
 */
@SuppressWarnings("NullAway.Init")
class LoadEncountersIT {
    private static final String ID_SYSTEM = "https://github.com/synthetichealth/synthea";

    @TempDir
    private Path folder;

    @Test
    void bringsEachEncounterIntoListAndHistoryOnceAlsoWhenLoadedTwice() throws IOException {
        Map<String, String> ids = new HashMap<>();
        Path patients = copied(
                file("pms.load.file", "synthea-patients.ndjson"),
                "patients.ndjson",
                patient -> identified(patient, ids.computeIfAbsent(text(patient, "id"), LoadEncountersIT::fresh)));
        Path file = copied(
                file("pms.load.encounters", "synthea-encounters.ndjson"),
                "encounters.ndjson",
                encounter -> encounter
                        .put("patient", Objects.requireNonNull(ids.get(text(encounter, "patient"))))
                        .put("id", fresh("")));
        Map<String, List<JsonNode>> byPatient = byPatient(file);
        int count = byPatient.values().stream().mapToInt(List::size).sum();
        installation().load(patients).mustSucceed();

        Outcome first = installation().load(file).mustSucceed();
        assertThat(first.output()).contains("encounters: " + count + " registered, 0 unchanged, 0 rejected");
        byPatient.forEach((patient, encounters) -> await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(list(patient)).hasSameSizeAs(encounters)));

        assertThat(installation().load(file).mustSucceed().output())
                .contains("encounters: 0 registered, " + count + " unchanged, 0 rejected");
        byPatient.forEach(LoadEncountersIT::assertAsInTheFile);
    }

    private Path copied(Path file, String name, UnaryOperator<ObjectNode> change) throws IOException {
        List<String> lines = Files.readAllLines(file).stream()
                .map(line -> Json.write(change.apply((ObjectNode) Json.read(line))))
                .toList();
        return Files.write(folder.resolve(name), lines);
    }

    /** Somebody else, who has no other number. */
    private static ObjectNode identified(ObjectNode patient, String id) {
        patient.putArray("identifier").addObject().put("system", ID_SYSTEM).put("value", id);
        return patient.put("id", id);
    }

    private static String fresh(String old) {
        return UUID.randomUUID().toString();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString();
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
