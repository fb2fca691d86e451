package pms.e2e.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Asks the supervisor of a data folder as {@code ./pms status} does, without a process for each question. */
public final class Supervisor {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Path control;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /**
     * The supervisor of a folder.
     *
     * @param data the data folder; nothing needs to run on it yet
     */
    public Supervisor(Path data) {
        this.control = data.resolve("control");
    }

    /** An {@link UncheckedIOException} when it does not answer, as before it has begun to listen. */
    public Status status() {
        try {
            List<String> lines = Files.readAllLines(control);
            if (lines.size() < 2) {
                throw new IOException(control + " is not whole");
            }
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + lines.get(0) + "/status"))
                    .header("PMS-Control-Token", lines.get(1))
                    .timeout(TIMEOUT)
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("the supervisor answered " + answer.statusCode());
            }
            return Status.parse(answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
