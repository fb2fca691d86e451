package pms.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pms.cli.control.ControlServer;
import pms.cli.control.Controlled;
import pms.cli.folder.DataFolder;
import pms.cli.folder.FolderLock;
import pms.cli.folder.Settings;
import pms.cli.gateway.ScriptedGateway;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.gateway.ScriptedGateway.Request;
import pms.cli.system.PartState;
import pms.cli.system.PartStatus;
import pms.cli.system.SystemStatus;

/** The commands on a data folder whose system is a supervisor and a command-side that answer as the test says. */
class KeysCommandTest {
    private static final Kek OLD = Kek.random();

    @TempDir
    private Path parent;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private DataFolder data = new DataFolder(Path.of(""));
    private KekFile file = new KekFile(data);

    private Function<Request, Reply> script = this::rotated;
    private PartState state = PartState.UP;
    /** What was in the key file when command-side was asked. */
    private List<Kek> seen = List.of();

    @SuppressWarnings("NullAway.Init")
    private ScriptedGateway commandSide;

    @SuppressWarnings("NullAway.Init")
    private ControlServer supervisor;

    @SuppressWarnings("NullAway.Init")
    private FolderLock lock;

    @BeforeEach
    void start() throws Exception {
        data = new DataFolder(parent.resolve("data"));
        data.open();
        file = new KekFile(data);
        Files.createDirectory(data.keys());
        file.write(List.of(OLD));
        commandSide = new ScriptedGateway(request -> {
            seen = file.read();
            return script.apply(request);
        });
        supervisor = ControlServer.open(data, new Running());
        lock = FolderLock.tryTake(data).orElseThrow();
    }

    @AfterEach
    void stop() {
        lock.close();
        supervisor.close();
        commandSide.close();
    }

    @Test
    void rotatesToANewKey() {
        assertThat(keys("rotate")).isZero();

        assertThat(seen)
                .as("the new key first, the old one still there")
                .hasSize(2)
                .endsWith(OLD);
        assertThat(file.read()).containsExactly(seen.getFirst());
        Request request = commandSide.requests().getFirst();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /internal/keys/rotations");
        assertThat(request.authorization())
                .isEqualTo("Bearer " + Settings.of(data).serviceToken());
        assertThat(out.toString())
                .contains(
                        "7 patients' keys are wrapped under " + seen.getFirst().id())
                .contains("need the old key " + OLD.id() + ", which is gone: make a new backup now")
                .doesNotContain(OLD.base64(), seen.getFirst().base64());
        assertThat(file.retired()).doesNotExist();
    }

    @Test
    void keepsTheOldKeyWhenAsked() throws Exception {
        assertThat(keys("rotate", "--keep-old")).isZero();
        assertThat(keys("rotate", "--keep-old")).isZero();

        assertThat(Kek.all(Files.readString(file.retired()))).hasSize(2).startsWith(OLD);
        assertThat(file.read()).hasSize(1).doesNotContain(OLD);
        assertThat(out.toString()).contains("kept in " + file.retired());
    }

    @Test
    void keepsBothKeysWhenItFailsAndGoesOnWithTheSameNewOne() {
        script = request -> new Reply(500, "{\"detail\": \"broken\"}");
        assertThat(keys("rotate")).isEqualTo(1);
        List<Kek> both = file.read();
        assertThat(both).hasSize(2).endsWith(OLD);
        assertThat(err.toString()).contains("command-side answered 500", "may be run again");

        script = this::rotated;
        assertThat(keys("rotate")).isZero();

        assertThat(seen).isEqualTo(both);
        assertThat(file.read()).containsExactly(both.getFirst());
    }

    /** Command-side has done its part and the file was not yet written when the machine stopped. */
    @Test
    void goesOnAfterACrashBeforeTheOldKeyWasTakenOut() {
        Kek fresh = Kek.random();
        file.write(List.of(fresh, OLD));

        assertThat(keys("rotate")).isZero();

        assertThat(file.read()).containsExactly(fresh);
        assertThat(out.toString()).contains("Going on with a rotation that was not finished");
    }

    @Test
    void keepsTheOldKeyWhenCommandSideHasTakenAnother() {
        script = request -> new Reply(200, "{\"active\": \"0123456789abcdef\", \"rewrapped\": 7}");

        assertThat(keys("rotate")).isEqualTo(1);

        assertThat(file.read()).hasSize(2).endsWith(OLD);
        assertThat(err.toString()).contains("command-side works with the key 0123456789abcdef");
    }

    @Test
    void keepsTheOldKeyWhenTheAnswerCannotBeUnderstood() {
        script = request -> new Reply(200, "done");

        assertThat(keys("rotate")).isEqualTo(1);

        assertThat(file.read()).hasSize(2).endsWith(OLD);
        assertThat(err.toString()).contains("can't be understood");
    }

    @Test
    void saysThatTheTokenIsRefused() {
        script = request -> new Reply(401, "");

        assertThat(keys("rotate")).isEqualTo(1);

        assertThat(file.read()).hasSize(2);
        assertThat(err.toString())
                .contains("refuses the token")
                .doesNotContain(Settings.of(data).serviceToken());
    }

    @Test
    void saysThatNobodyAnswers() {
        script = request -> {
            throw new IllegalStateException("command-side dies");
        };

        assertThat(keys("rotate")).isEqualTo(1);

        assertThat(err.toString()).contains("command-side does not answer");
        assertThat(file.read()).hasSize(2);
    }

    @Test
    void changesNothingWithoutARunningSystem() {
        state = PartState.DOWN;
        assertThat(keys("rotate")).isEqualTo(1);
        assertThat(err.toString()).contains("command-side is not up");

        lock.close();
        assertThat(keys("rotate")).isEqualTo(1);
        assertThat(err.toString()).contains("PMS is not running on " + data.root());

        assertThat(file.read()).containsExactly(OLD);
    }

    @Test
    void changesNothingWhileAnotherIsAtWork() {
        FolderLock other = file.lock();

        assertThat(keys("rotate")).isEqualTo(1);
        other.close();

        assertThat(err.toString()).contains("Another ./pms keys rotate is at work");
        assertThat(file.read()).containsExactly(OLD);
        assertThat(commandSide.requests()).isEmpty();
    }

    @Test
    void saysWhatToDoWhenTheKeyIsInTheEnvironment() {
        Settings.of(data).rememberKekVariable("PMS_KEK_FILE");
        assertThat(keys("rotate")).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("comes from PMS_KEK_FILE", "put the new key before the old one", "/internal/keys/rotations");

        assertThat(keys("show")).isZero();
        assertThat(out.toString()).contains("The key comes from PMS_KEK_FILE");
        assertThat(file.read()).containsExactly(OLD);
    }

    @Test
    void showsTheFileAndTheIdButNeverTheKey() {
        assertThat(keys("show")).isZero();

        assertThat(out.toString()).contains(file.path().toString(), OLD.id()).doesNotContain(OLD.base64(), "rotation");
        file.write(List.of(Kek.random(), OLD));
        assertThat(keys("show")).isZero();
        assertThat(out.toString()).contains("A rotation is not finished");
    }

    @Test
    void hasNothingToShowWithoutAKey() throws Exception {
        Files.delete(file.path());
        assertThat(keys("show")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no key file");
    }

    @Test
    void aloneItPrintsHelp() {
        assertThat(keys()).isZero();

        assertThat(out.toString()).contains("show", "rotate", "Replace the key");
    }

    private Reply rotated(Request request) {
        return new Reply(200, "{\"active\": \"" + file.read().getFirst().id() + "\", \"rewrapped\": 7}");
    }

    private int keys(String... arguments) {
        CommandLine line = new CommandLine(new KeysCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return 1;
        });
        if (arguments.length == 0) {
            return line.execute();
        }
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.root().toString()));
        return line.execute(all.toArray(String[]::new));
    }

    private final class Running implements Controlled {
        @Override
        public SystemStatus status() {
            return new SystemStatus(
                    List.of(new PartStatus("command-side", 1L, commandSide.port(), 9091, state)), List.of());
        }

        @Override
        public void startPart(String name) {}

        @Override
        public void stopPart(String name) {}

        @Override
        public void down() {}
    }
}
