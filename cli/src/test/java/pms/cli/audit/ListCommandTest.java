package pms.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pms.cli.gateway.ScriptedGateway;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.gateway.ScriptedGateway.Request;
import tools.jackson.databind.json.JsonMapper;

class ListCommandTest {
    private static final String PATIENT = "0197c1f0-0000-7000-8000-000000000001";
    private static final Pattern LIMIT = Pattern.compile("limit=(\\d+)");
    private static final Pattern BEFORE = Pattern.compile("before=(\\d+)");

    @TempDir
    private Path folder;

    private final ScriptedGateway gateway = new ScriptedGateway(this::answer);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int entries = 3;
    private int status = 200;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void showsTheNewestAtTheEndInColumnsThatDoNotRunTogether() {
        assertThat(list()).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst()).startsWith("POSITION  TIME");
        assertThat(lines.getLast().split(" {2,}"))
                .containsExactly(
                        "3",
                        "2026-01-01T00:00:03Z",
                        "a.very.long.name.that.goes.on.and.on@hospital.example.org",
                        "CLINICIAN",
                        "patient.list",
                        "DONE",
                        "127.0.0.1",
                        "p3 and 1 more");
        assertThat(lines.get(1)).startsWith("1  ");
    }

    @Test
    void asksForWhatIsWantedOnly() {
        assertThat(list(
                        "--patient",
                        PATIENT,
                        "--actor",
                        "a+b@pms.test",
                        "--since",
                        "2026-01-01T01:00:00+01:00",
                        "--action",
                        "patient.list",
                        "--limit",
                        "2"))
                .isZero();

        assertThat(gateway.requests().getLast().query())
                .as("decoded")
                .isEqualTo("order=desc&limit=2&patient=" + PATIENT + "&actor=a+b@pms.test&from=2026-01-01T00:00:00Z"
                        + "&action=patient.list");
    }

    @Test
    void goesOnFromPageToPageUntilThereAreEnough() {
        entries = 450;

        assertThat(list("--limit", "401", "--json")).isZero();

        var shown = JsonMapper.shared().readTree(out.toString());
        assertThat(shown).hasSize(401);
        assertThat(shown.path(0).path("position").asInt()).isEqualTo(50);
        assertThat(shown.path(400).path("position").asInt()).isEqualTo(450);
        assertThat(gateway.countOf("GET", "/api/audit")).isEqualTo(3);
    }

    @Test
    void saysWhyNot() {
        status = 403;
        assertThat(list()).isEqualTo(1);
        assertThat(err.toString()).contains("Only an ADMIN or AUDITOR may read the audit log");

        status = 400;
        assertThat(list("--actor", "x")).isEqualTo(1);
        assertThat(err.toString()).contains("Refused: actor: there is none");

        assertThat(list("--patient", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("'x' is no patient's id");

        assertThat(list("--since", "yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("'yesterday' is neither a moment");

        assertThat(list("--limit", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--limit must be between 1 and 10000");
    }

    @Test
    void countsATimeBackFromNow() {
        Clock noon = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

        assertThat(Since.parse("PT1H", noon)).isEqualTo("2026-01-02T11:00:00Z");
        assertThat(Since.parse("P1D", noon)).isEqualTo("2026-01-01T12:00:00Z");
    }

    private Reply answer(Request request) {
        if (request.path().equals("/auth/login")) {
            return new Reply(200, "{\"token\":\"t\"}");
        }
        return status == 200
                ? new Reply(200, page(request.query()))
                : new Reply(status, "{\"errors\":{\"actor\":\"there is none\"}}");
    }

    private String page(String query) {
        int last = Math.min(entries, number(BEFORE, query, entries + 1) - 1);
        return IntStream.iterate(last, position -> position > 0, position -> position - 1)
                .limit(number(LIMIT, query, 50))
                .mapToObj(ListCommandTest::entry)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static int number(Pattern pattern, String query, int otherwise) {
        var found = pattern.matcher(query);
        return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
    }

    private static String entry(int position) {
        return """
                {"position":%1$d,"time":"%2$s","actor":"%3$s","role":"CLINICIAN","action":"patient.list",
                 "outcome":"DONE","address":"127.0.0.1","patients":["p%1$d","p0"]}
                """.formatted(
                        position,
                        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(position),
                        position == 3 ? "a.very.long.name.that.goes.on.and.on@hospital.example.org" : "short@pms.test");
    }

    private int list(String... arguments) {
        CommandLine line = new CommandLine(new AuditCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return 1;
        });
        return line.execute(Stream.of(
                        Stream.of("list"),
                        Stream.of(arguments),
                        Stream.of(
                                "--port",
                                "" + gateway.port(),
                                "--data",
                                folder.resolve("none").toString()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }
}
