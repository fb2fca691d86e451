package pms.gateway.support;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** A client outside of the gateway, which waits for its answers; each request on a connection of its own. */
public record Client(int port) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    public Answer get(String path, Map<String, String> headers) {
        return send("GET", path, headers, "");
    }

    public Answer send(String method, String path, Map<String, String> headers, String body) {
        return await(http(headers)
                .request(HttpMethod.valueOf(method))
                .uri(path)
                .send(body.isEmpty() ? ByteBufFlux.fromInbound(Mono.empty()) : ByteBufMono.fromString(Mono.just(body)))
                .responseSingle(Client::toAnswer));
    }

    /** Sends the parts as chunks: nobody knows beforehand how long the body will be. */
    public Answer sendChunked(String method, String path, Map<String, String> headers, Flux<String> parts) {
        return await(http(headers)
                .request(HttpMethod.valueOf(method))
                .uri(path)
                .send(ByteBufFlux.fromString(parts))
                .responseSingle(Client::toAnswer));
    }

    public HttpClient http(Map<String, String> headers) {
        return HttpClient.newConnection()
                .host("127.0.0.1")
                .port(port)
                .disableRetry(true)
                .headers(all -> headers.forEach(all::set));
    }

    private static Mono<Answer> toAnswer(HttpClientResponse response, ByteBufMono body) {
        return body.asString()
                .defaultIfEmpty("")
                .map(text -> new Answer(response.status().code(), response.responseHeaders(), text));
    }

    private static Answer await(Mono<Answer> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }
}
