package pms.cli.feed;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import picocli.CommandLine;
import pms.cli.gateway.ScriptedGateway;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.gateway.ScriptedGateway.Request;
import pms.cli.runtime.RuntimeFailure;

/** A gateway whose feed breaks off after two events, and the commands that read it. */
final class ShownEvents implements AutoCloseable {
    static final String PATIENT = "0197c1f0-0000-7000-8000-000000000001";

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    private final ScriptedGateway gateway = new ScriptedGateway(this::answer);
    private final Path data;
    long head = 5;
    int status = 200;
    int feedStatus;
    int expiredTokens;

    ShownEvents(Path data) {
        this.data = data;
    }

    int run(Object command, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--port", Integer.toString(gateway.port()), "--data", data.toString()));
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, at, parsed) -> {
            if (failure instanceof RuntimeFailure known) {
                err.write(known.getMessage());
                return 1;
            }
            throw failure;
        });
        return line.execute(all.toArray(String[]::new));
    }

    /** From which event each connection asked to go on, in order. */
    List<String> resumedAfter() {
        return gateway.requests().stream()
                .filter(request -> request.path().equals("/api/patients/feed"))
                .map(Request::lastEventId)
                .toList();
    }

    String lastQuery() {
        return gateway.requests().getLast().query();
    }

    @Override
    public void close() {
        gateway.close();
    }

    private synchronized Reply answer(Request request) {
        return switch (request.path()) {
            case "/auth/login" -> new Reply(200, "{\"token\": \"t\"}");
            case "/api/patients" -> new Reply(status, "[]", head);
            case "/api/patients/" + PATIENT + "/history" -> new Reply(status, history());
            case "/api/patients/feed" -> feed(Long.parseLong(request.lastEventId()));
            default -> new Reply(404, "{\"detail\": \"nothing here\"}");
        };
    }

    private Reply feed(long after) {
        if (expiredTokens > 0) {
            expiredTokens--;
            return new Reply(401, "{\"detail\": \"The token has expired\"}");
        }
        int status = feedStatus == 0 ? this.status : feedStatus;
        return status == 200
                ? new Reply(200, ":open\n\n" + stream(after + 1, Math.min(after + 2, head)) + ":alive\n\n")
                : new Reply(status, "{\"detail\": \"no room\"}");
    }

    private static String stream(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(at -> "id:" + at + "\nevent:PatientAmended\ndata:" + event(at) + "\n\n")
                .collect(Collectors.joining());
    }

    private static String event(long at) {
        return String.format(
                Locale.ROOT,
                "{\"position\":%d,\"type\":\"PatientAmended\",\"patientId\":\"%s\",\"time\":\"2026-01-01T00:00:%02d.123Z\","
                        + "\"who\":\"testuser@test.com\",\"patient\":{\"name\":\"Ada \\u001b[31mExample\"},\"changed\":[\"phone\"]}",
                at,
                PATIENT,
                at);
    }

    private String history() {
        return LongStream.rangeClosed(1, head)
                .mapToObj(
                        at -> "{\"position\":" + at + ",\"type\":\"PatientAmended\",\"time\":\"2026-01-01T00:00:00Z\","
                                + "\"who\":\"testuser@test.com\",\"changes\":[{\"field\":\"name\",\"from\":\"Bea\",\"to\":\"Ada Example\"}]}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
