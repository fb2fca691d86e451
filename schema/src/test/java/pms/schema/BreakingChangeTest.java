package pms.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The build compares every {@code .proto} file with {@code proto.lock} and stops at a change that breaks readers. This
 * plants such changes in a copy and looks whether the same program finds them.
 */
class BreakingChangeTest {
    private static final Path PROTOLOCK =
            Path.of("target/protolock-bin/protolock").toAbsolutePath();
    private static final Path EVENTS = Path.of("pms/patient/v1/events.proto");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path copy;

    @BeforeEach
    void copyTheContracts() throws IOException {
        Path sources = Path.of("src/main/protobuf");
        try (Stream<Path> files = Files.walk(sources).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(sources.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Files.copy(Path.of("proto.lock"), copy.resolve("proto.lock"));
    }

    @Test
    void acceptsTheContractsAsTheyStand() throws Exception {
        assertThat(check()).as("exit code").isZero();
    }

    @Test
    void acceptsAFieldWithANewNumber() throws Exception {
        change("message PatientDeactivated {", "message PatientDeactivated {\n  string reason = 3;");
        assertThat(check()).as("exit code").isZero();
    }

    @Test
    void refusesAFieldOfAnotherType() throws Exception {
        change("int64 version = 2;", "string version = 2;");
        assertThat(check()).as("exit code").isNotZero();
    }

    @Test
    void refusesAFieldThatIsGone() throws Exception {
        change("  string account_id = 2;\n", "");
        assertThat(check()).as("exit code").isNotZero();
    }

    @Test
    void refusesARenumberedField() throws Exception {
        change("string account_id = 2;", "string account_id = 7;");
        assertThat(check()).as("exit code").isNotZero();
    }

    private void change(String from, String to) throws IOException {
        String before = Files.readString(copy.resolve(EVENTS));
        assertThat(before).as("what the test changes is there").contains(from);
        Files.writeString(copy.resolve(EVENTS), before.replace(from, to));
    }

    private int check() throws IOException, InterruptedException {
        Process protolock = new ProcessBuilder(
                        List.of(PROTOLOCK.toString(), "status", "--lockdir=" + copy, "--protoroot=" + copy))
                .redirectErrorStream(true)
                .start();
        String output = new String(protolock.getInputStream().readAllBytes(), UTF_8);
        assertThat(protolock.waitFor(30, TimeUnit.SECONDS)).as(output).isTrue();
        return protolock.exitValue();
    }
}
