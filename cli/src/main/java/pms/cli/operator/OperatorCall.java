package pms.cli.operator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import pms.cli.control.Supervised;
import pms.cli.folder.DataFolder;
import pms.cli.folder.Settings;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.system.PartNames;
import pms.cli.system.PartState;
import pms.cli.system.PartStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One call to a part of the running system, as its operator.
 *
 * @param timeout how long it may take
 */
public record OperatorCall(DataFolder folder, String part, Duration timeout) {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    public JsonNode get(String path) {
        return send("GET", path);
    }

    public JsonNode post(String path) {
        return send("POST", path);
    }

    /** Null when there is no such thing. */
    public @Nullable JsonNode find(String path) {
        return sent("GET", path);
    }

    /** Null when there is no such thing. */
    public @Nullable JsonNode delete(String path) {
        return sent("DELETE", path);
    }

    private JsonNode send(String method, String path) {
        JsonNode answer = sent(method, path);
        if (answer == null) {
            throw new RuntimeFailure(part + " does not offer this: it is of another version");
        }
        return answer;
    }

    private @Nullable JsonNode sent(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer " + Settings.of(folder).operatorToken())
                .timeout(timeout)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build()) {
            return understood(http.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException broken) {
            throw new RuntimeFailure(part + " does not answer (see ./pms status)", broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new RuntimeFailure("Interrupted", stop);
        }
    }

    private @Nullable JsonNode understood(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            return switch (response.statusCode()) {
                case 200 -> JsonMapper.shared().readTree(body);
                case 401, 403 -> throw new RuntimeFailure(part + " refuses the operator's token of this data folder");
                case 404 -> null;
                default ->
                    throw new RuntimeFailure(
                            part + " answered " + response.statusCode() + " (see ./pms logs " + part + ")");
            };
        } catch (JacksonException notJson) {
            throw new RuntimeFailure(part + "'s answer can't be understood", notJson);
        }
    }

    /** The gateway has a port of its own for this. */
    private int port() {
        PartStatus status = Supervised.part(folder, part);
        @Nullable Integer port = part.equals(PartNames.EDGE_GATEWAY) ? status.internalPort() : status.port();
        if (status.state() != PartState.UP || port == null) {
            throw new RuntimeFailure(
                    part + " is not up, and it is needed for this: see ./pms status, ./pms start " + part);
        }
        return port;
    }
}
