package pms.cli.keys;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks command-side to wrap all keys under the one that is first in its key file. */
final class RotationCall {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);

    private final int port;
    private final String token;
    private final PrintWriter out;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    RotationCall(int port, String token, PrintWriter out) {
        this.port = port;
        this.token = token;
        this.out = out;
    }

    /**
     * What was done.
     *
     * @param active id of the key that all keys are under now
     * @param rewrapped how many patients' keys were under another
     */
    record Answer(String active, long rewrapped) {}

    /** Waits as long as it takes, and says so from time to time. */
    Answer send() {
        // Without a timeout: it grows with the number of patients, and the connection breaks when command-side ends.
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/internal/keys/rotations"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = await(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        return switch (response.statusCode()) {
            case 200 -> answer(response.body());
            case 401 -> throw new RuntimeFailure("command-side refuses the token of this data folder's settings");
            default ->
                throw new RuntimeFailure(
                        "command-side answered " + response.statusCode() + " (see ./pms logs command-side)");
        };
    }

    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> call) {
        for (int round = 1; ; round++) {
            try {
                return call.get(SAY_EVERY.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                out.println("Still at it after " + SAY_EVERY.multipliedBy(round).toSeconds() + " s");
                out.flush();
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof IOException broken) {
                    throw new RuntimeFailure("command-side does not answer", broken);
                }
                throw new IllegalStateException("The call can't be made", failure);
            } catch (InterruptedException stop) {
                call.cancel(true);
                Thread.currentThread().interrupt();
                throw new RuntimeFailure("Interrupted", stop);
            }
        }
    }

    private static Answer answer(String body) {
        try {
            JsonNode answer = JsonMapper.shared().readTree(body);
            return new Answer(
                    answer.path("active").asString(""), answer.path("rewrapped").asLong(0));
        } catch (JacksonException notJson) {
            throw new RuntimeFailure("command-side's answer can't be understood", notJson);
        }
    }
}
