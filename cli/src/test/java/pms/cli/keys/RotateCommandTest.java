package pms.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.FolderLock;
import pms.cli.folder.Settings;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.gateway.ScriptedGateway.Request;
import pms.cli.system.PartState;

class RotateCommandTest {
    private static final Kek OLD = Kek.random();

    @TempDir
    private Path parent;

    @SuppressWarnings("NullAway.Init")
    private SteeredSystem system;

    @BeforeEach
    void start() throws Exception {
        system = new SteeredSystem(parent.resolve("data"), OLD);
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void rotatesToANewKey() {
        assertThat(system.keys("rotate")).isZero();

        assertThat(system.seen)
                .as("the new key first, the old one still there")
                .hasSize(2)
                .endsWith(OLD);
        assertThat(system.file.read()).containsExactly(system.seen.getFirst());
        Request request = system.commandSide.requests().getFirst();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /internal/keys/rotations");
        assertThat(request.authorization())
                .isEqualTo("Bearer " + Settings.of(system.data).operatorToken());
        assertThat(system.out.toString())
                .contains("7 patients' keys are wrapped under "
                        + system.seen.getFirst().id())
                .contains("need the old key " + OLD.id() + ", which is gone: make a new backup now")
                .doesNotContain(OLD.base64(), system.seen.getFirst().base64());
        assertThat(system.file.retired()).doesNotExist();
    }

    @Test
    void keepsTheOldKeyWhenAsked() throws Exception {
        assertThat(system.keys("rotate", "--keep-old")).isZero();
        assertThat(system.keys("rotate", "--keep-old")).isZero();

        assertThat(Kek.all(Files.readString(system.file.retired()))).hasSize(2).startsWith(OLD);
        assertThat(system.file.read()).hasSize(1).doesNotContain(OLD);
        assertThat(system.out.toString()).contains("kept in " + system.file.retired());
    }

    @Test
    void keepsBothKeysWhenItFailsAndGoesOnWithTheSameNewOne() {
        system.script = request -> new Reply(500, "{\"detail\": \"broken\"}");
        assertThat(system.keys("rotate")).isEqualTo(1);
        List<Kek> both = system.file.read();
        assertThat(both).hasSize(2).endsWith(OLD);
        assertThat(system.err.toString()).contains("command-side answered 500", "may be run again");

        system.script = system::rotated;
        assertThat(system.keys("rotate")).isZero();

        assertThat(system.seen).isEqualTo(both);
        assertThat(system.file.read()).containsExactly(both.getFirst());
    }

    /** Command-side has done its part and the file was not yet written when the machine stopped. */
    @Test
    void goesOnAfterACrashBeforeTheOldKeyWasTakenOut() {
        Kek fresh = Kek.random();
        system.file.write(List.of(fresh, OLD));

        assertThat(system.keys("rotate")).isZero();

        assertThat(system.file.read()).containsExactly(fresh);
        assertThat(system.out.toString()).contains("Going on with a rotation that was not finished");
    }

    @Test
    void keepsTheOldKeyWhenCommandSideHasTakenAnother() {
        system.script = request -> new Reply(200, "{\"active\": \"0123456789abcdef\", \"rewrapped\": 7}");

        assertThat(system.keys("rotate")).isEqualTo(1);

        assertThat(system.file.read()).hasSize(2).endsWith(OLD);
        assertThat(system.err.toString()).contains("command-side works with the key 0123456789abcdef");
    }

    @Test
    void keepsTheOldKeyWhenTheAnswerCannotBeUnderstood() {
        system.script = request -> new Reply(200, "done");

        assertThat(system.keys("rotate")).isEqualTo(1);

        assertThat(system.file.read()).hasSize(2).endsWith(OLD);
        assertThat(system.err.toString()).contains("can't be understood");
    }

    @Test
    void saysThatTheTokenIsRefused() {
        system.script = request -> new Reply(401, "");

        assertThat(system.keys("rotate")).isEqualTo(1);

        assertThat(system.file.read()).hasSize(2);
        assertThat(system.err.toString())
                .contains("refuses the token")
                .doesNotContain(Settings.of(system.data).operatorToken());
    }

    @Test
    void saysThatNobodyAnswers() {
        system.script = request -> {
            throw new IllegalStateException("command-side dies");
        };

        assertThat(system.keys("rotate")).isEqualTo(1);

        assertThat(system.err.toString()).contains("command-side does not answer");
        assertThat(system.file.read()).hasSize(2);
    }

    @Test
    void changesNothingWithoutARunningSystem() {
        system.state = PartState.DOWN;
        assertThat(system.keys("rotate")).isEqualTo(1);
        assertThat(system.err.toString()).contains("command-side is not up");

        system.end();
        assertThat(system.keys("rotate")).isEqualTo(1);
        assertThat(system.err.toString()).contains("PMS is not running on " + system.data.root());

        assertThat(system.file.read()).containsExactly(OLD);
    }

    @Test
    void changesNothingWhileAnotherIsAtWork() {
        FolderLock other = system.file.lock();

        assertThat(system.keys("rotate")).isEqualTo(1);
        other.close();

        assertThat(system.err.toString()).contains("Another ./pms keys rotate, or ./pms backup, is at work");
        assertThat(system.file.read()).containsExactly(OLD);
        assertThat(system.commandSide.requests()).isEmpty();
    }
}
