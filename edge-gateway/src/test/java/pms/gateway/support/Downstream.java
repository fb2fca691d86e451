package pms.gateway.support;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.ByteBufFlux;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small real service behind the gateway. It answers with what it was asked, and on some paths as those names say:
 * {@code refused} with a problem, {@code silent} never, {@code cut} by hanging up, {@code torn} by hanging up amid the
 * answer, {@code feed} with a stream.
 */
public final class Downstream implements AutoCloseable {

    public static final String REFUSAL =
            "{\"type\":\"urn:pms:problem:email-taken\",\"status\":409,\"code\":\"email-taken\",\"patientId\":\"x\"}";
    private static final Duration TORN_AFTER = Duration.ofMillis(200);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final DisposableServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger openFeeds = new AtomicInteger();
    private volatile Sinks.Many<String> feed = newFeed();
    private volatile int readiness = 200;

    public Downstream(String name) {
        this.name = name;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public int requests() {
        return requests.get();
    }

    /** Whether anybody ever asked for a path that ends so. */
    public boolean wasAskedFor(String last) {
        return asked.contains(last);
    }

    public int openFeeds() {
        return openFeeds.get();
    }

    public void emit(String event) {
        feed.emitNext(event, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    public void restartFeed() {
        feed = newFeed();
    }

    public void answerReadinessWith(int status) {
        readiness = status;
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String path = request.path();
        if (path.equals("actuator/health/readiness")) {
            return response.status(readiness).send();
        }
        requests.incrementAndGet();
        String last = path.substring(path.lastIndexOf('/') + 1);
        asked.add(last);
        return switch (last) {
            case "refused" ->
                response.status(409)
                        .header("Content-Type", "application/problem+json")
                        .sendString(Mono.just(REFUSAL));
            case "silent" -> Mono.never();
            case "cut" -> {
                request.withConnection(Connection::dispose);
                yield Mono.empty();
            }
            case "torn" -> response.send(tornBy(request), part -> true);
            case "feed" -> response.sse().sendString(events(), StandardCharsets.UTF_8);
            default -> echo(request, response);
        };
    }

    private static ByteBufFlux tornBy(HttpServerRequest request) {
        Mono<String> hangingUp = Mono.delay(TORN_AFTER)
                .doOnNext(now -> request.withConnection(Connection::dispose))
                .then(Mono.never());
        return ByteBufFlux.fromString(Flux.just("[").concatWith(hangingUp));
    }

    private Flux<String> events() {
        return feed.asFlux()
                .doOnSubscribe(start -> openFeeds.incrementAndGet())
                .doFinally(end -> openFeeds.decrementAndGet());
    }

    private Publisher<Void> echo(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("")
                .flatMap(body -> response.header("Content-Type", "application/json")
                        .header("ETag", "\"7\"")
                        .header("PMS-Position", "42")
                        .header("X-Correlation-Id", "from-below")
                        .sendString(Mono.just(JSON.writeValueAsString(seen(request, body))))
                        .then());
    }

    private Map<String, Object> seen(HttpServerRequest request, String body) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("service", name);
        seen.put("method", request.method().name());
        seen.put("uri", request.uri());
        seen.put("body", body);
        Map<String, String> headers = new LinkedHashMap<>();
        request.requestHeaders()
                .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        seen.put("headers", headers);
        return seen;
    }

    private static Sinks.Many<String> newFeed() {
        return Sinks.many().replay().all();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
