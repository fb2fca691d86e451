package pms.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.gateway.GatewayClient;
import pms.cli.gateway.ScriptedGateway;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.gateway.ScriptedGateway.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class EncounterLoadTest {
    private static final Path SAMPLE = Path.of("samples/synthea-encounters.ndjson");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    /** What each patient has, by the patient's id, which is that of the file. */
    private final Map<String, List<ObjectNode>> encounters = new ConcurrentHashMap<>();

    private final List<String> keys = new CopyOnWriteArrayList<>();

    @Test
    void loadsTheSampleInOrderAndChangesNothingTheSecondTime() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(this::answer)) {
            load(gateway, SAMPLE);
            load(gateway, SAMPLE);
        }
        assertThat(out.toString().lines())
                .containsExactly(
                        "encounters: 70 registered, 0 unchanged, 0 rejected",
                        "encounters: 0 registered, 70 unchanged, 0 rejected");
        assertThat(encounters).hasSize(10);
        assertThat(encounters.values()).allSatisfy(ofOne -> {
            assertThat(ofOne).extracting(each -> each.path("start").asString()).isSorted();
            assertThat(ofOne).allMatch(each -> each.has("end"));
        });
        assertThat(keys).hasSize(140).doesNotHaveDuplicates();
    }

    @Test
    void takesTwoLinesThatSayTheSameForTwoEncountersAndFinishesWhatIsInProgress() throws Exception {
        String line = """
                {"patient": "p", "class": "AMB", "period": {"start": "2020-01-01T00:00:00Z"%s}, "type": "Check-up", "id": "%s"}
                """.strip();
        String end = ", \"end\": \"2020-01-01T01:00:00Z\"";
        try (ScriptedGateway gateway = new ScriptedGateway(this::answer)) {
            load(gateway, write(line.formatted("", "1")));
            load(gateway, write(line.formatted(end, "1"), line.formatted(end, "2")));
            load(gateway, write(line.formatted(end, "1"), line.formatted(end, "2")));
        }
        assertThat(out.toString().lines())
                .containsExactly(
                        "encounters: 1 registered, 0 unchanged, 0 rejected",
                        "encounters: 2 registered, 0 unchanged, 0 rejected",
                        "encounters: 0 registered, 2 unchanged, 0 rejected");
        assertThat(encounters.get("p")).hasSize(2).allMatch(each -> each.has("end"));
    }

    @Test
    void saysWhyAnEncounterIsNotLoaded() throws Exception {
        String line = "{\"patient\": \"%s\", \"class\": \"%s\", \"period\": {\"start\": \"2020-01-01T00:00:00Z\"%s}}";
        Path file = write(
                line.formatted("nobody", "AMB", ""),
                line.formatted("p", "VR", ""),
                line.formatted("p", "AMB", ", \"end\": \"2019-01-01T01:00:00Z\""));
        try (ScriptedGateway gateway = new ScriptedGateway(this::answer)) {
            load(gateway, file);
        }
        assertThat(out.toString().lines())
                .containsExactly(
                        "line 1: no patient has the identifier nobody (of " + PatientEncounters.ID_SYSTEM + ")",
                        "line 2: class: Class must be AMB, EMER or IMP",
                        "line 3: started, but not finished: End cannot be before the start",
                        "encounters: 0 registered, 0 unchanged, 3 rejected");
    }

    private void load(ScriptedGateway gateway, Path file) throws IOException, InterruptedException {
        LoadReport report = new LoadReport();
        EncounterLoad load = new EncounterLoad(report);
        Pace pace = new Pace(0);
        GatewayClient client = new GatewayClient(gateway.uri());
        PrintWriter printer = new PrintWriter(out, true);
        try (Progress progress = Progress.of(file, report, printer)) {
            new FileLoad(
                            new PatientLines(
                                    client, java.time.LocalDate.EPOCH, new java.util.UUID(0, 1), pace, load::add),
                            report)
                    .run(file, progress);
            load.run(new PatientEncounters(client, pace, Duration.ofMillis(50)), progress);
        }
        report.print(printer);
    }

    private Path write(String... lines) throws IOException {
        return Files.write(Files.createTempFile(folder, "encounters", ".ndjson"), List.of(lines));
    }

    private Reply answer(Request request) {
        String[] path = request.path().split("/", -1);
        if (request.method().equals("GET")) {
            return path.length == 3 ? search(request) : list(path[3]);
        }
        keys.add(request.key());
        ObjectNode body = (ObjectNode) JSON.readTree(request.body());
        return path.length == 5 ? start(path[3], body) : finish(path[3], path[5], body);
    }

    /** Everybody but nobody is there. */
    private static Reply search(Request request) {
        String asked = request.query().substring(request.query().indexOf("q=") + 2);
        String found = asked.equals("nobody") ? "[]" : """
                        [{"id": "other", "identifiers": [{"system": "urn:x", "value": "%1$s"}]},
                         {"id": "%1$s", "identifiers": [{"system": "%2$s", "value": "%1$s"}]}]
                        """.formatted(asked, PatientEncounters.ID_SYSTEM);
        return new Reply(200, found);
    }

    private Reply list(String patient) {
        ArrayNode all = JSON.createArrayNode();
        encounters.getOrDefault(patient, List.of()).forEach(all::add);
        return new Reply(200, all.toString());
    }

    private Reply start(String patient, ObjectNode body) {
        if (body.path("class").asString().equals("VR")) {
            return new Reply(400, "{\"errors\": {\"class\": \"Class must be AMB, EMER or IMP\"}}");
        }
        List<ObjectNode> ofOne = encounters.computeIfAbsent(patient, id -> new CopyOnWriteArrayList<>());
        ofOne.add(body.put("id", Integer.toString(ofOne.size())));
        return new Reply(201, body.toString());
    }

    private Reply finish(String patient, String encounter, ObjectNode body) {
        JsonNode end = body.path("end");
        ObjectNode started =
                new ArrayList<>(encounters.getOrDefault(patient, List.of())).get(Integer.parseInt(encounter));
        if (end.asString().compareTo(started.path("start").asString()) < 0) {
            return new Reply(400, "{\"detail\": \"End cannot be before the start\"}");
        }
        return new Reply(200, started.set("end", end).toString());
    }
}
