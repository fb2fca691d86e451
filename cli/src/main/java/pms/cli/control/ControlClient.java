package pms.cli.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.system.SystemStatus;
import tools.jackson.databind.json.JsonMapper;

/** Asks the supervisor of a data folder. */
public final class ControlClient {
    static final String TOKEN_HEADER = "PMS-Control-Token";
    /** Starting a part is answered when it is up. */
    private static final Duration ANSWER = Duration.ofMinutes(4);

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final ControlFile file;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    private ControlClient(ControlFile file) {
        this.file = file;
    }

    /** Empty when no supervisor has noted where it listens. */
    public static Optional<ControlClient> of(DataFolder folder) {
        return ControlFile.read(folder).map(ControlClient::new);
    }

    public SystemStatus status() {
        return JsonMapper.shared().readValue(ask("/status"), SystemStatus.class);
    }

    public void down() {
        ask("/down");
    }

    public void start(String part) {
        ask("/start/" + part);
    }

    public void stop(String part) {
        ask("/stop/" + part);
    }

    private String ask(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + file.port() + path))
                .header(TOKEN_HEADER, file.token())
                .timeout(ANSWER)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new RuntimeFailure(response.statusCode() == 409 ? response.body() : "The supervisor refuses");
            }
            return response.body();
        } catch (IOException failure) {
            throw new RuntimeFailure("The supervisor does not answer", failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new RuntimeFailure("Interrupted", stop);
        }
    }
}
