package pms.cli.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pms.cli.gateway.ScriptedGateway;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.gateway.ScriptedGateway.Request;
import tools.jackson.databind.json.JsonMapper;

class PatientsCommandTest {
    private static final Pattern PAGE = Pattern.compile("page=(\\d+)&size=(\\d+).*");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ScriptedGateway gateway = new ScriptedGateway(this::answer);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int patients = 3;
    private int status = 200;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void listsThemInColumns() {
        assertThat(list()).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1).split(" {2,}"))
                .containsExactly("id-0", "1984-03-09", "Ada?[2J Example", "p0@example.org");
    }

    @Test
    void saysThatThereAreMore() {
        patients = 30;

        assertThat(list()).isZero();

        assertThat(out.toString().lines()).hasSize(22);
        assertThat(out.toString()).contains("There are more than these 20");
    }

    @Test
    void goesOnFromPageToPage() {
        patients = 450;

        assertThat(list("--limit", "401", "--json")).isZero();

        assertThat(JsonMapper.shared().readTree(out.toString())).hasSize(401);
        assertThat(gateway.countOf("GET", "/api/patients")).isEqualTo(3);
    }

    @Test
    void searches() {
        patients = 0;

        assertThat(list("ada ex&m")).isZero();

        assertThat(gateway.requests().getLast().query()).isEqualTo("page=0&size=21&q=ada ex&m");
        assertThat(out.toString()).contains("No patient is found by ada ex&m");
    }

    @Test
    void saysWhyNot() {
        status = 403;
        assertThat(list()).isEqualTo(1);
        assertThat(err.toString()).contains("Only an ADMIN, CLINICIAN or BILLING", "--user EMAIL");

        status = 400;
        assertThat(list()).isEqualTo(1);
        assertThat(err.toString()).contains("Refused: q is too long");

        assertThat(list("--limit", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--limit must be between 1 and 10000");
    }

    private int list(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(
                "--port",
                Integer.toString(gateway.port()),
                "--data",
                folder.resolve("none").toString()));
        CommandLine line = new CommandLine(new PatientsCommand());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.write(String.valueOf(failure.getMessage()));
            return 1;
        });
        return line.execute(all.toArray(String[]::new));
    }

    private Reply answer(Request request) {
        if (request.path().equals("/auth/login")) {
            return new Reply(200, "{\"token\": \"t\"}");
        }
        return status == 200
                ? new Reply(200, page(request.query()))
                : new Reply(status, "{\"detail\": \"q is too long\"}");
    }

    private String page(String query) {
        Matcher asked = PAGE.matcher(query);
        assertThat(asked.matches()).as(query).isTrue();
        int size = Integer.parseInt(asked.group(2));
        int first = Integer.parseInt(asked.group(1)) * size;
        return IntStream.range(first, Math.min(first + size, patients))
                .mapToObj(at -> "{\"id\": \"id-" + at + "\", \"name\": \"Ada\\u001b[2J Example\", \"email\": \"p" + at
                        + "@example.org\", \"dateOfBirth\": \"1984-03-09\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
