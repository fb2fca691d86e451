package pms.cli.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import pms.cli.folder.DataFolder;
import pms.cli.folder.Settings;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Waiting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends commands and queries through the gateway. An overloaded or unreachable system is tried again with growing
 * pauses, which is safe since each command carries an idempotency key; an expired token is renewed. Thread-safe.
 */
public final class GatewayClient {
    public static final String DEMO_EMAIL = "testuser@test.com";
    public static final String DEMO_PASSWORD = "password123";

    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration HEALTHY = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 10;
    /** Whoever logs in waits for it. */
    private static final int LOGIN_ATTEMPTS = 3;

    private final URI base;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http;
    private volatile @Nullable Login login;

    public GatewayClient(URI base) {
        this(base, Optional.empty());
    }

    private GatewayClient(URI base, Optional<Path> certificate) {
        this.base = base;
        this.http = client(certificate);
    }

    /** The gateway of the system on a data folder. */
    public static GatewayClient on(DataFolder folder, int port) {
        return new GatewayClient(
                URI.create(address(folder, port)), Settings.of(folder).certificate());
    }

    /** How people write where it is. */
    public static String address(DataFolder folder, int port) {
        return (Settings.of(folder).certificate().isPresent() ? "https" : "http") + "://localhost:" + port;
    }

    /** Takes no other certificate than the given one. */
    public static HttpClient client(Optional<Path> certificate) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        certificate.ifPresent(file -> builder.sslContext(PinnedCertificate.context(file)));
        return builder.build();
    }

    private record Login(String email, String password, String token) {
        /** Without password and token. */
        @Override
        public String toString() {
            return "Login[" + email + "]";
        }
    }

    /** Logs in; all later calls are this user's. */
    public void login(String email, String password) {
        String body = json.writeValueAsString(
                json.createObjectNode().put("email", email).put("password", password));
        Answer answer = send(() -> post("/auth/login", body).build(), LOGIN_ATTEMPTS);
        if (answer.status() != 200) {
            throw new RuntimeFailure("Login as " + email + " failed: " + answer.reason());
        }
        login = new Login(email, password, answer.body().path("token").asString(""));
    }

    /** Registers a patient; the same key and body always have the same effect. */
    public Answer register(JsonNode patient, String idempotencyKey) {
        return post("/api/patients", patient, idempotencyKey);
    }

    /** Gives a command; the same key and body always have the same effect. */
    public Answer post(String path, JsonNode command, String idempotencyKey) {
        String body = json.writeValueAsString(command);
        return sendAsUser(() -> post(path, body).header("Idempotency-Key", idempotencyKey));
    }

    public Answer patient(String id) {
        return sendAsUser(() -> HttpRequest.newBuilder(base.resolve("/api/patients/" + id)));
    }

    /** What is at a path. */
    public Answer get(String path) {
        return sendAsUser(() -> HttpRequest.newBuilder(base.resolve(path)));
    }

    /**
     * Opens what goes on for long; the caller closes it. Empty when nobody answers. An expired token is renewed.
     *
     * @param lastEventId after which event to go on
     */
    public Optional<HttpResponse<InputStream>> open(String path, String lastEventId) {
        Request request = () -> withToken(() -> HttpRequest.newBuilder(base.resolve(path)))
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", lastEventId)
                .build();
        var opened = exchange(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        Login current = login;
        if (opened.isEmpty() || opened.get().statusCode() != 401 || current == null) {
            return opened;
        }
        login(current.email(), current.password());
        return exchange(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Up to which position the directory includes the events now. Shows nobody. */
    public long viewPosition() {
        Answer answer = get("/api/patients?size=1&q=" + encoded("nobody@example.invalid"));
        if (answer.status() == 403) {
            throw new RuntimeFailure("Only an ADMIN or CLINICIAN may do this: say who with --user EMAIL");
        }
        if (answer.status() != 200 || answer.position() < 0) {
            throw new RuntimeFailure("Refused: " + answer.reason());
        }
        return answer.position();
    }

    /** As a part of an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Sends JSON with any method; not for what must happen once only. */
    public Answer send(String method, String path, JsonNode body) {
        String text = json.writeValueAsString(body);
        return sendAsUser(() -> HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(text)));
    }

    /** Waits until the gateway says that all parts are up. */
    public void awaitHealthy() {
        HttpRequest health = HttpRequest.newBuilder(base.resolve("/actuator/health"))
                .timeout(ANSWER)
                .build();
        boolean healthy = Waiting.until(
                HEALTHY,
                () -> attempt(health).filter(answer -> answer.status() == 200).isPresent());
        if (!healthy) {
            throw new RuntimeFailure("The gateway does not get healthy: see ./pms status and ./pms logs edge-gateway");
        }
    }

    private interface Request {
        HttpRequest build();
    }

    private interface RequestBuilder {
        HttpRequest.Builder build();
    }

    private Answer sendAsUser(RequestBuilder request) {
        Answer answer = send(() -> authorised(request), ATTEMPTS);
        Login current = login;
        if (answer.status() == 401 && current != null) {
            login(current.email(), current.password());
            return send(() -> authorised(request), ATTEMPTS);
        }
        return answer;
    }

    private HttpRequest authorised(RequestBuilder request) {
        return withToken(request).timeout(ANSWER).build();
    }

    private HttpRequest.Builder withToken(RequestBuilder request) {
        Login current = login;
        return request.build().header("Authorization", "Bearer " + (current == null ? "" : current.token()));
    }

    private Answer send(Request request, int attempts) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            Optional<Answer> answer = attempt(request.build());
            boolean busy =
                    answer.map(Answer::status).filter(s -> s == 429 || s == 503).isPresent();
            if ((answer.isPresent() && !busy) || attempt == attempts) {
                return answer.orElseThrow(() ->
                        new RuntimeFailure("The gateway at " + base + " does not answer: is PMS up? See ./pms status"));
            }
            long jitter = ThreadLocalRandom.current().nextLong(pause.toMillis() / 2 + 1);
            if (!Waiting.pause(pause.plusMillis(jitter))) {
                throw new RuntimeFailure("Interrupted");
            }
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        }
    }

    /** Empty when no answer came. */
    private Optional<Answer> attempt(HttpRequest request) {
        return exchange(request, HttpResponse.BodyHandlers.ofString())
                .map(response -> Answer.of(
                        response.statusCode(),
                        response.body(),
                        response.headers().firstValueAsLong("PMS-Position").orElse(-1)));
    }

    private <T> Optional<HttpResponse<T>> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return Optional.of(http.send(request, handler));
        } catch (IOException unreachable) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
