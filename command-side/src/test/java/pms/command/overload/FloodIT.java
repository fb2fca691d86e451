package pms.command.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.runtime.FreePorts;
import pms.command.testing.BillingPeer;
import pms.command.testing.Patients;
import pms.command.testing.Servers;
import pms.command.testing.ServiceProcess;
import pms.command.testing.TestTrust;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Many more commands at once than the service can take, at a process with half of the memory that it usually has. */
class FloodIT {

    private static final int HEAP_MEGABYTES = 96;
    private static final int AT_ONCE = 3_000;
    private static final int COMMANDS = 12_000;
    private static final int LARGE_AT_ONCE = 300;
    private static final int LARGE = 600;
    private static final int LARGE_BYTES = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What a request ended with. */
    private record End(int status, boolean saysWhen) {
        static final End BROKEN = new End(0, false);
    }

    @TempDir
    private static Path folder;

    private static final ConnectionProvider CONNECTIONS = ConnectionProvider.builder("flood")
            .maxConnections(AT_ONCE)
            .pendingAcquireMaxCount(-1)
            .pendingAcquireTimeout(PATIENCE)
            .build();

    private static BillingPeer billing;
    private static ServiceProcess service;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        int port = FreePorts.next();
        billing = new BillingPeer();
        service = ServiceProcess.start(
                Servers.freshDatabase(),
                Servers.freshTopic(),
                billing,
                Map.of("server.port", Integer.toString(port), "pms.commands.timeout", "30s"),
                HEAP_MEGABYTES,
                output());
        client = HttpClient.create(CONNECTIONS)
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(PATIENCE)
                .headers(headers -> headers.set("Authorization", TestTrust.bearer("flood@example.org"))
                        .set("Content-Type", "application/json"));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> health() == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
        CONNECTIONS.dispose();
    }

    @Test
    void shedsWhatItCantTakeAndServesTheRest() throws IOException {
        Map<End, Long> ends = flood(COMMANDS, AT_ONCE, () -> Patients.json(Patients.freshEmail()));
        assertOnlyAcceptedOrShed(ends, new End(201, false));
        assertThat(ends.get(new End(201, false)))
                .as("commands that were served")
                .isPositive();
        assertThat(ends.get(new End(503, true)))
                .as("commands that were shed: else this was no flood")
                .isPositive();
        assertStillServes();
    }

    @Test
    void shedsLargeBodiesThatDoNotFitTogether() throws IOException {
        String large = "{\"name\": \"" + "x".repeat(LARGE_BYTES) + "\"}";
        Map<End, Long> ends = flood(LARGE, LARGE_AT_ONCE, () -> large);
        assertOnlyAcceptedOrShed(ends, new End(400, false));
        assertStillServes();
    }

    private static Map<End, Long> flood(int count, int atOnce, Supplier<String> body) {
        return Flux.range(0, count)
                .flatMap(n -> send(body.get()), atOnce)
                .collect(Collectors.groupingBy(end -> end, Collectors.counting()))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static Mono<End> send(String body) {
        return client.post()
                .uri("/api/patients")
                .send((request, out) -> out.sendString(Mono.just(body)))
                .responseSingle((response, answer) -> answer.asString()
                        .thenReturn(new End(
                                response.status().code(),
                                response.responseHeaders().contains("Retry-After"))))
                .onErrorReturn(IOException.class, End.BROKEN);
    }

    private static void assertOnlyAcceptedOrShed(Map<End, Long> ends, End accepted) {
        assertThat(ends.keySet()).as(ends.toString()).isSubsetOf(accepted, new End(503, true), new End(429, true));
    }

    private static void assertStillServes() throws IOException {
        assertThat(health()).isEqualTo(200);
        assertThat(send(Patients.json(Patients.freshEmail())).block(PATIENCE)).isEqualTo(new End(201, false));
        assertThat(service.process().isAlive()).isTrue();
        assertThat(Files.readString(output()))
                .doesNotContain("OutOfMemory", "OutOfDirectMemory")
                .doesNotContain(" failed, correlation id ");
    }

    private static int health() {
        return client.get()
                .uri("/actuator/health/readiness")
                .responseSingle((response, body) ->
                        body.asString().thenReturn(response.status().code()))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static Path output() {
        return folder.resolve("service.log");
    }
}
