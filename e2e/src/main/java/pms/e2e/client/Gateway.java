package pms.e2e.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One logged-in caller of the gateway; safe for many threads. Each call is sent once and bounded by
 * {@link #TIMEOUT}; a transport error is an {@link UncheckedIOException}.
 */
public final class Gateway {
    public static final String DEMO_EMAIL = "testuser@test.com";
    public static final String DEMO_PASSWORD = "password123";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI base;
    private final @Nullable String token;

    private Gateway(URI base, @Nullable String token) {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build(),
                base,
                token);
    }

    private Gateway(HttpClient http, URI base, @Nullable String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /** A caller that shows no token. */
    public static Gateway unnamed(URI base) {
        return new Gateway(base, null);
    }

    /** Logs in as the demo user; a server error is an {@link UncheckedIOException}, as if nothing had answered. */
    public static Gateway login(URI base) {
        Answer answer = unnamed(base).post("/auth/login", Map.of("email", DEMO_EMAIL, "password", DEMO_PASSWORD));
        if (answer.status() >= 500) {
            throw new UncheckedIOException(new IOException("login answered " + answer.status()));
        }
        if (answer.status() != 200) {
            throw new IllegalStateException("login answered " + answer.status() + ": " + answer.text());
        }
        return new Gateway(base, answer.json().path("token").asString());
    }

    /** The same caller at another door. */
    public Gateway at(URI other) {
        return new Gateway(http, other, token);
    }

    public URI base() {
        return base;
    }

    public @Nullable String token() {
        return token;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, Object body, String... headers) {
        return send("POST", path, Json.write(body), headers);
    }

    public Answer put(String path, Object body, String... headers) {
        return send("PUT", path, Json.write(body), headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /** Sends text as it is; {@code headers} are names and values in turn. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body(), System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path + " was interrupted", e);
        }
    }

    /** A GET that must succeed, as JSON. */
    public JsonNode read(String path) {
        Answer answer = get(path);
        if (!answer.isSuccess()) {
            throw new IllegalStateException("GET " + path + " answered " + answer.status() + ": " + answer.text());
        }
        return answer.json();
    }
}
