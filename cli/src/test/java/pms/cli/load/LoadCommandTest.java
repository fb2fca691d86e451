package pms.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pms.cli.gateway.ScriptedGateway;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.gateway.ScriptedGateway.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LoadCommandTest {
    private static final Path SAMPLE = Path.of("samples/synthea-patients.ndjson");
    private static final String PATIENT = """
            {"resourceType": "Patient", "name": [{"family": "%s"}], "identifier": [{"system": "urn:a", "value": "%s"}]}
            """.strip();

    @TempDir
    private Path folder;

    /** The patient who has an identifier, by the identifier. */
    private final Map<String, ObjectNode> registered = new ConcurrentHashMap<>();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void registersEachLineAndChangesNothingTheSecondTime() {
        try (ScriptedGateway gateway = new ScriptedGateway(this::answer)) {
            assertThat(load(gateway, SAMPLE)).isZero();
            assertThat(out.toString()).contains("10 registered, 0 unchanged, 0 rejected");

            assertThat(load(gateway, SAMPLE)).isZero();
            assertThat(out.toString()).contains("0 registered, 10 unchanged, 0 rejected");
            assertThat(registered).hasSize(10);
        }
    }

    @Test
    void reportsBadLinesByTheirNumberAndGoesOn() throws Exception {
        Path file = write(
                PATIENT.formatted("Winter", "1"),
                "{not json",
                "",
                "{\"resourceType\": \"Encounter\"}",
                "[1]",
                PATIENT.formatted("Summer", "2"));
        try (ScriptedGateway gateway = new ScriptedGateway(this::answer)) {
            assertThat(load(gateway, file)).isEqualTo(1);
        }
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("line 2: not JSON"))
                .contains("line 4: the encounter has no period.start")
                .anyMatch(line -> line.startsWith("line 5: not a FHIR Patient"))
                .contains(
                        "patients: 2 registered, 0 unchanged, 2 rejected",
                        "encounters: 0 registered, 0 unchanged, 1 rejected");
    }

    @Test
    void rejectsAnotherPatientWithTheSameIdentifierAndNamesWhatDiffers() throws Exception {
        Path file = write(PATIENT.formatted("Winter", "1"));
        Path other = write(PATIENT.formatted("Summer", "1"));
        try (ScriptedGateway gateway = new ScriptedGateway(this::answer)) {
            assertThat(load(gateway, file)).isZero();
            assertThat(load(gateway, other)).isEqualTo(1);
        }
        assertThat(out.toString()).contains("but with another name, familyName").contains("1 rejected");
    }

    @Test
    void givesTheGatewaysReasons() throws Exception {
        String problem = "{\"errors\": {\"address\": \"Address is required\"}}";
        Path file = write(PATIENT.formatted("Winter", "1"));
        try (ScriptedGateway gateway = new ScriptedGateway(
                request -> request.path().equals("/api/patients") ? new Reply(400, problem) : answer(request))) {
            assertThat(load(gateway, file)).isEqualTo(1);
        }
        assertThat(out.toString()).contains("line 1: address: Address is required");
    }

    @Test
    void saysThatTheFileIsMissing() {
        try (ScriptedGateway gateway = new ScriptedGateway(this::answer)) {
            assertThat(load(gateway, folder.resolve("none.ndjson"))).isNotZero();
            assertThat(gateway.requests()).isEmpty();
        }
        assertThat(err.toString()).contains("There is no file");
    }

    @Test
    void saysThatAFolderIsNoFile() {
        try (ScriptedGateway gateway = new ScriptedGateway(this::answer)) {
            assertThat(load(gateway, folder)).isEqualTo(1);
            assertThat(gateway.requests()).isEmpty();
        }
        assertThat(err.toString()).contains(folder + " is a folder: name a file in it");
    }

    @Test
    void sendsNothingOfAFileThatIsNoNdjson() throws Exception {
        Path words = write("# PMS", "", "A patient", "management", "system", "with", PATIENT.formatted("Winter", "1"));
        Path list = write("[1, 2]");
        Path picture =
                Files.write(folder.resolve("picture"), new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff, '\n'});
        try (ScriptedGateway gateway = new ScriptedGateway(this::answer)) {
            for (Path file : List.of(words, list, picture)) {
                assertThat(load(gateway, file)).isEqualTo(1);
            }
            assertThat(gateway.requests()).isEmpty();
        }
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("is not NDJSON, which has a FHIR resource in each line")
                                .endsWith("its first 5 lines are no JSON object"),
                        line -> assertThat(line).endsWith("its first line is no JSON object"),
                        line -> assertThat(line).endsWith("is not NDJSON: it is no text in UTF-8"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void loadsNothingOfAnEmptyFile() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(this::answer)) {
            assertThat(load(gateway, write())).isZero();
        }
        assertThat(out.toString()).contains("0 registered, 0 unchanged, 0 rejected");
    }

    @Test
    void keepsToTheRate() throws Exception {
        Path file = write(PATIENT.formatted("Winter", "1"), PATIENT.formatted("Winter", "2"));
        long begun = System.nanoTime();
        try (ScriptedGateway gateway = new ScriptedGateway(this::answer)) {
            assertThat(load(gateway, file, "--rate", "2")).isZero();
        }
        assertThat(System.nanoTime() - begun)
                .as("half a second between two lines")
                .isGreaterThan(500_000_000L);
    }

    private Reply answer(Request request) {
        if (request.path().equals("/auth/login")) {
            return new Reply(200, "{\"token\": \"abc\"}");
        }
        if (request.method().equals("GET")) {
            String id = request.path().substring(request.path().lastIndexOf('/') + 1);
            return new Reply(200, String.valueOf(registered.get(id)));
        }
        ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(request.body());
        String id = identifier(body);
        boolean fresh = registered.putIfAbsent(id, body) == null;
        return fresh
                ? new Reply(201, "{\"id\": \"" + id + "\"}")
                : new Reply(409, "{\"code\": \"identifier-taken\", \"patientId\": \"" + id + "\"}");
    }

    private static String identifier(JsonNode patient) {
        return patient.path("identifiers").path(0).path("value").asString();
    }

    private Path write(String... lines) throws IOException {
        return Files.write(Files.createTempFile(folder, "patients", ".ndjson"), List.of(lines));
    }

    private int load(ScriptedGateway gateway, Path file, String... more) {
        CommandLine line = new CommandLine(new LoadCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return 1;
        });
        String[] first = {file.toString(), "--port", Integer.toString(gateway.port())};
        String[] all = Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
        return line.execute(all);
    }
}
