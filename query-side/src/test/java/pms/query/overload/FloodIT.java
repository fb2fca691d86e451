package pms.query.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pms.access.Role;
import pms.query.ShippedApp;
import pms.query.TestTrust;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Many more reads at once than the service can answer, with little more than half of the memory that it usually has. */
class FloodIT {

    private static final int HEAP_MEGABYTES = 96;
    private static final int AT_ONCE = 2_000;
    private static final int READS = 8_000;
    private static final int PATIENTS = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ConnectionProvider CONNECTIONS = ConnectionProvider.builder("flood")
            .maxConnections(AT_ONCE)
            .pendingAcquireMaxCount(-1)
            .pendingAcquireTimeout(PATIENCE)
            .build();

    private static ShippedApp app;
    private static HttpClient client;

    /** What a request ended with. */
    private record End(int status, boolean saysWhen) {
        static final End SERVED = new End(200, false);
        static final End SHED = new End(503, true);
        static final End BROKEN = new End(0, false);
    }

    @BeforeAll
    static void start() {
        app = new ShippedApp("flood", HEAP_MEGABYTES, Map.of());
        client = HttpClient.create(CONNECTIONS)
                .baseUrl("http://127.0.0.1:" + app.process().port())
                .responseTimeout(PATIENCE)
                .headers(headers -> headers.set("Authorization", "Bearer " + TestTrust.TOKENS.good(Role.ADMIN)));
        app.relay()
                .publish(IntStream.range(0, PATIENTS)
                        .mapToObj(n -> new UUID(0x4000, n))
                        .map(id -> app.relay()
                                .next(id, registered(id, person("Flood").setAddress("x".repeat(400)))))
                        .toList());
        await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(isWhole().block(PATIENCE)));
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
        }
        CONNECTIONS.dispose();
    }

    @Test
    void shedsWhatItCantAnswerAndServesTheRest() {
        List<String> paths = List.of(
                "/api/patients?size=200&q=flood",
                "/api/patients?size=200&sort=-name",
                "/api/patients/" + new UUID(0x4000, 1) + "/history");
        Map<End, Long> ends = Flux.range(0, READS)
                .flatMap(n -> get(paths.get(n % paths.size())), AT_ONCE)
                .collect(Collectors.groupingBy(end -> end, Collectors.counting()))
                .blockOptional(PATIENCE)
                .orElseThrow();
        assertThat(ends.keySet()).as(ends.toString()).containsExactlyInAnyOrder(End.SERVED, End.SHED);
        assertThat(get("/actuator/health/readiness").block(PATIENCE)).isEqualTo(End.SERVED);
        assertThat(get("/api/patients?size=200").block(PATIENCE)).isEqualTo(End.SERVED);
        assertThat(app.process().isAlive()).isTrue();
        assertThat(app.process().output()).doesNotContain("OutOfMemory", "OutOfDirectMemory", ": unexpected ");
    }

    private static Mono<End> get(String path) {
        return client.get()
                .uri(path)
                .responseSingle((response, body) -> body.asString()
                        .thenReturn(new End(
                                response.status().code(),
                                response.responseHeaders().contains("Retry-After"))))
                .onErrorReturn(IOException.class, End.BROKEN);
    }

    private static Mono<Boolean> isWhole() {
        return client.headers(headers -> headers.set("PMS-Position", app.relay().position()))
                .get()
                .uri("/api/patients?size=1")
                .responseSingle((response, body) ->
                        body.asString().thenReturn(response.status().code() == 200));
    }
}
