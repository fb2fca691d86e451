package pms.cli.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pms.cli.gateway.ScriptedGateway;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.gateway.ScriptedGateway.Request;

class RebuildCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void namesWhatThereIsWhenThereIsNoSuchView() {
        try (ScriptedGateway gateway = new ScriptedGateway(RebuildCommandTest::answer)) {
            assertThat(rebuild(gateway, "foo")).isEqualTo(1);
        }
        assertThat(err.toString())
                .contains("There is no view foo: rebuild analytics", "or directory")
                .doesNotContain("Refused");
    }

    private static Reply answer(Request request) {
        return request.path().equals("/auth/login")
                ? new Reply(200, "{\"token\": \"t\"}")
                : new Reply(404, "{\"code\": \"view-not-found\", \"detail\": \"There is no such view here\"}");
    }

    private int rebuild(ScriptedGateway gateway, String view) {
        CommandLine line = new CommandLine(new RebuildCommand());
        line.setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return 1;
        });
        return line.execute(
                view,
                "--port",
                Integer.toString(gateway.port()),
                "--data",
                folder.resolve("none").toString());
    }
}
