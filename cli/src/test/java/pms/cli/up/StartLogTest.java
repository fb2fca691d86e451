package pms.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartLogTest {
    private static final String REFUSAL =
            "Nothing was changed, command-side does not start: the data is sealed under the"
                    + " key-encryption key 1a2b; given: 3c4d";
    private static final String LINE =
            "2026-11-26T22:00:00.000Z ERROR 1 --- [command-side] [main] p.c.s.OneLineReporter" + " : " + REFUSAL + "\n";

    @TempDir
    private Path folder;

    private Path log = Path.of("");

    @BeforeEach
    void create() throws IOException {
        log = Files.writeString(folder.resolve("command-side.log"), "");
    }

    @Test
    void givesTheReasonOfTheServiceWhateverComesAfterIt() throws Exception {
        StartLog started = StartLog.begin("command-side", log);
        append("starting\n" + LINE + "java.lang.IllegalStateException: x\n\tat a.B.c(B.java:1)\n");

        assertThat(started.failure()).hasMessage(REFUSAL);
    }

    @Test
    void saysThatTryingAgainIsInVain() throws Exception {
        StartLog started = StartLog.begin("command-side", log);
        append(LINE);

        assertThat(started.refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.isLasting()).isTrue());
    }

    @Test
    void takesNoReasonOfAnEarlierStart() throws Exception {
        append(LINE);
        StartLog started = StartLog.begin("command-side", log);
        append("Address already in use\n");

        assertThat(started.failure())
                .hasMessageStartingWith("command-side does not start: Address already in use")
                .satisfies(failure -> assertThat(failure.isLasting()).isFalse());
    }

    @Test
    void takesNoReasonOfAnotherService() throws Exception {
        StartLog started = StartLog.begin("query-side", log);
        append(LINE);

        assertThat(started.refusal()).isEmpty();
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }
}
