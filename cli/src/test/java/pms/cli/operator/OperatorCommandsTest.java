package pms.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pms.cli.audit.AuditCommand;
import pms.cli.control.ControlServer;
import pms.cli.control.Controlled;
import pms.cli.deadletters.DeadLettersCommand;
import pms.cli.folder.DataFolder;
import pms.cli.folder.FolderLock;
import pms.cli.folder.Settings;
import pms.cli.gateway.ScriptedGateway;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.keys.KeysCommand;
import pms.cli.republish.RepublishCommand;
import pms.cli.system.PartState;
import pms.cli.system.PartStatus;
import pms.cli.system.SystemStatus;

/** What an operator asks of parts of a running system. */
class OperatorCommandsTest implements Controlled {
    private static final String DEAD = "{\"projection\":\"directory\",\"topic\":\"patient.events.v1\",\"partition\":3,"
            + "\"offset\":120,\"position\":7,\"subject\":\"p 1\",\"reason\":\"the payload is poison\","
            + "\"heldAt\":\"2026-01-01T00:00:00Z\"}";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ScriptedGateway part = new ScriptedGateway(request -> this.replies.apply(request));
    private Reply reply = new Reply(200, "{}");
    private Function<ScriptedGateway.Request, Reply> replies = request -> reply;

    @SuppressWarnings("NullAway.Init")
    private DataFolder data;

    @SuppressWarnings("NullAway.Init")
    private ControlServer supervisor;

    @SuppressWarnings("NullAway.Init")
    private FolderLock lock;

    @BeforeEach
    void start(@TempDir Path parent) {
        data = new DataFolder(parent.resolve("data"));
        data.open();
        supervisor = ControlServer.open(data, this);
        lock = FolderLock.tryTake(data).orElseThrow();
    }

    @AfterEach
    void stop() {
        lock.close();
        supervisor.close();
        part.close();
    }

    @Test
    void rotatesTheSigningKey() {
        reply = new Reply(200, "{\"keyId\":\"k2\",\"retires\":\"2026-01-01T00:15:00Z\"}");

        assertThat(run(new KeysCommand(), "rotate-signing")).isZero();

        assertThat(out.toString()).contains("New signing key  k2", "until 2026-01-01T00:15:00Z");
        assertThat(part.requests()).singleElement().satisfies(request -> {
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /internal/signing-keys/rotations");
            assertThat(request.authorization())
                    .isEqualTo("Bearer " + Settings.of(data).operatorToken());
        });
    }

    @Test
    void saysThatTheAuditLogIsWhole() {
        reply = new Reply(200, "{\"entries\":12,\"head\":\"ab12\",\"faults\":[]}");

        assertThat(run(new AuditCommand(), "verify")).isZero();

        assertThat(out.toString()).contains("Entries  12", "Head     ab12", "The chain is whole");
        assertThat(part.requests().getFirst().path()).isEqualTo("/internal/audit/verification");
    }

    @Test
    void namesEachFaultOfTheAuditLog() {
        reply = new Reply(
                200,
                "{\"entries\":2,\"head\":\"ab\",\"faults\":[{\"position\":1,\"kind\":\"CHANGED\"},"
                        + "{\"position\":3,\"kind\":\"MISSING\",\"what\":\"3 to 4\"}]}");

        assertThat(run(new AuditCommand(), "verify")).isEqualTo(1);

        assertThat(out.toString()).contains("position 1: CHANGED", "position 3: MISSING (3 to 4)", "broken");
    }

    @Test
    void listsTheDeadLettersOfBothServices() {
        reply = new Reply(200, "[" + DEAD + "]");

        assertThat(run(new DeadLettersCommand(), "list", "--patient", "p 1")).isZero();

        assertThat(out.toString())
                .contains("directory/patient.events.v1/3/120", "position 7, patient p 1", "the payload is poison");
        assertThat(part.requests())
                .extracting(request -> request.method() + " " + request.path() + "?" + request.query())
                .containsExactly("GET /internal/dead-letters?subject=p+1", "GET /internal/dead-letters?subject=p+1");
    }

    @Test
    void saysWhatOfAReplayIsStuck() {
        reply = new Reply(200, "{\"applied\":2,\"stuck\":[" + DEAD + "]}");

        assertThat(run(new DeadLettersCommand(), "replay", "--projection", "directory"))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("Applied  4", "STUCK    directory/patient.events.v1/3/120: the payload is poison");
        assertThat(part.requests())
                .extracting(request -> request.method() + " " + request.path() + "?" + request.query())
                .contains("POST /internal/dead-letters/replays?projection=directory");
    }

    @Test
    void dropsADeadLetterOnlyWhenItIsMeant() {
        reply = new Reply(200, "{\"applied\":1,\"stuck\":[]}");

        assertThat(run(new DeadLettersCommand(), "drop", "directory/patient.events.v1/3/120"))
                .isEqualTo(2);
        assertThat(run(new DeadLettersCommand(), "drop", "nonsense", "--yes")).isEqualTo(2);
        assertThat(part.requests()).isEmpty();
        assertThat(run(new DeadLettersCommand(), "drop", "directory/patient.events.v1/3/120", "--yes"))
                .isZero();

        assertThat(out.toString()).contains("Applied  1");
        assertThat(part.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.method() + " " + request.path())
                        .isEqualTo("DELETE /internal/dead-letters/directory/patient.events.v1/3/120"));
    }

    @Test
    void saysThatThereIsNoSuchDeadLetter() {
        reply = new Reply(404, "");

        assertThat(run(new DeadLettersCommand(), "show", "directory/patient.events.v1/3/120"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("There is no dead letter directory/patient.events.v1/3/120");
    }

    @Test
    void publishesAgainAndTellsHowFarItIs() {
        Iterator<String> answers = List.of(
                        "{\"from\":41,\"head\":90}",
                        "{\"head\":95,\"projections\":[{\"name\":\"relay\",\"position\":60}]}",
                        "{\"head\":95,\"projections\":[{\"name\":\"relay\",\"position\":91}]}")
                .iterator();
        replies = request -> new Reply(200, answers.next());

        assertThat(run(new RepublishCommand(), "--from", "41")).isZero();

        assertThat(out.toString()).contains("positions 41 to 90", "at 60 of 90", "Published");
        assertThat(part.requests().getFirst().path()).startsWith("/internal/republications");
    }

    @Test
    void saysInOneLineWhatWentWrong() {
        for (int status : List.of(401, 404, 500)) {
            reply = new Reply(status, "");
            assertThat(run(new AuditCommand(), "verify")).isEqualTo(1);
        }
        reply = new Reply(200, "no JSON");
        assertThat(run(new AuditCommand(), "verify")).isEqualTo(1);

        assertThat(err.toString().lines()).hasSize(4);
        assertThat(err.toString())
                .contains("refuses the operator's token", "of another version", "answered 500", "can't be understood");
    }

    private int run(Object command, String... given) {
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            failed.getErr().println(failure.getMessage());
            return 1;
        });
        return line.execute(
                Stream.concat(Stream.of(given), Stream.of("--data", data.root().toString()))
                        .toArray(String[]::new));
    }

    @Override
    public SystemStatus status() {
        return new SystemStatus(
                List.of(
                        new PartStatus("edge-gateway", 1L, 1, null, part.port(), PartState.UP),
                        new PartStatus("query-side", 1L, part.port(), null, null, PartState.UP),
                        new PartStatus("command-side", 1L, part.port(), null, null, PartState.UP),
                        new PartStatus("analytics-projector", 1L, part.port(), null, null, PartState.UP)),
                List.of());
    }

    @Override
    public void startPart(String name) {}

    @Override
    public void stopPart(String name) {}

    @Override
    public void down() {}
}
