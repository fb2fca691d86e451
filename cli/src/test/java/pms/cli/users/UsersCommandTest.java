package pms.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pms.cli.gateway.ScriptedGateway;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.gateway.ScriptedGateway.Request;

class UsersCommandTest {
    private static final String USER =
            "{\"id\":\"7\",\"email\":\"nurse@pms.test\",\"role\":\"CLINICIAN\",\"disabled\":true}";

    @TempDir
    private Path folder;

    private final ScriptedGateway gateway = new ScriptedGateway(this::answer);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int status = 200;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void listsAllUsers() {
        assertThat(users("list")).isZero();

        assertThat(out.toString()).contains("nurse@pms.test", "CLINICIAN", "disabled");
    }

    @Test
    void addsOneAndTellsThePassword() {
        assertThat(users("add", "nurse@pms.test", "CLINICIAN")).isZero();

        assertThat(last().body()).isEqualTo("{\"email\":\"nurse@pms.test\",\"role\":\"CLINICIAN\"}");
        assertThat(out.toString()).contains("with the password made-up (told this once");
    }

    @Test
    void changesOneThing() {
        assertThat(users("enable", "Nurse@pms.test")).isZero();
        assertThat(last()).satisfies(request -> {
            assertThat(request.method() + " " + request.path()).isEqualTo("PATCH /auth/users/7");
            assertThat(request.body()).isEqualTo("{\"disabled\":false}");
        });

        assertThat(users("role", "nurse@pms.test", "AUDITOR")).isZero();
        assertThat(last().body()).isEqualTo("{\"role\":\"AUDITOR\"}");

        assertThat(users("password", "nurse@pms.test")).isZero();
        assertThat(last().body()).startsWith("{\"password\":\"");
    }

    @Test
    void saysWhyNot() {
        assertThat(users("disable", "nobody@pms.test")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no user nobody@pms.test: see ./pms users list");

        status = 409;
        assertThat(users("disable", "nurse@pms.test")).isEqualTo(1);
        assertThat(err.toString()).contains("Refused: the last one");

        status = 403;
        assertThat(users("list")).isEqualTo(1);
        assertThat(err.toString()).contains("Only an ADMIN may do this");
    }

    @Test
    void knowsTheRoles() {
        assertThat(users("add", "nurse@pms.test", "ROOT")).isEqualTo(2);
        assertThat(err.toString()).contains("CLINICIAN");
    }

    private Reply answer(Request request) {
        if (request.path().equals("/auth/login")) {
            return new Reply(200, "{\"token\":\"t\"}");
        }
        if (status == 403 || (status == 409 && request.method().equals("PATCH"))) {
            return new Reply(status, "{\"detail\":\"the last one\"}");
        }
        return switch (request.method()) {
            case "GET" -> new Reply(200, lastPage() ? "[]" : "[" + USER + "]");
            case "POST" -> new Reply(201, "{\"id\":\"8\",\"password\":\"made-up\"}");
            default -> new Reply(200, USER);
        };
    }

    /** The command asks for page after page until one is empty. */
    private boolean lastPage() {
        return last().query().contains("page=1");
    }

    private Request last() {
        return gateway.requests().getLast();
    }

    private int users(String... arguments) {
        CommandLine line = new CommandLine(new UsersCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return 1;
        });
        return line.execute(Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--port",
                                "" + gateway.port(),
                                "--data",
                                folder.resolve("none").toString()))
                .toArray(String[]::new));
    }
}
