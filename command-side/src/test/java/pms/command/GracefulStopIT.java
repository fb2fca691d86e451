package pms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import pms.command.patient.PatientCodec;
import pms.command.testing.BillingPeer;
import pms.command.testing.Patients;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;
import pms.command.testing.ServiceProcess;
import pms.command.testing.TestTrust;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** The service as a process that is told to end while commands come in from all sides. */
class GracefulStopIT {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int CLIENTS = 16;
    private static final int BEFORE_THE_END = 200;
    private static final int ENDED_BY_SIGTERM = 143;

    private final BillingPeer billing = new BillingPeer();
    private final Database database = Servers.freshDatabase();
    private final int port = freePort();
    private final WebClient http = WebClient.builder()
            .baseUrl("http://127.0.0.1:" + port)
            .defaultHeader("Authorization", TestTrust.bearer("tester@example.org"))
            .build();
    private final Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<String> halfAnswered = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();

    @AfterEach
    void close() throws InterruptedException {
        billing.stop();
    }

    @Test
    void finishesWhatItHasTakenRefusesTheRestAndEndsByItself() throws InterruptedException, SQLException {
        try (ServiceProcess service = ServiceProcess.start(
                database, Servers.freshTopic(), billing, Map.of("server.port", Integer.toString(port)))) {
            await().atMost(LONG).until(this::isReady);

            Flux.range(0, Integer.MAX_VALUE)
                    .takeWhile(i -> service.process().isAlive())
                    .flatMap(i -> register(), CLIENTS)
                    .publishOn(Schedulers.boundedElastic())
                    .doOnNext(done -> {
                        if (acknowledged.size() >= BEFORE_THE_END && told.compareAndSet(false, true)) {
                            service.signal("TERM");
                        }
                    })
                    .as(StepVerifier::create)
                    .thenConsumeWhile(done -> true)
                    .expectComplete()
                    .verify(LONG);

            assertThat(service.process().waitFor(LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(service.process().exitValue()).isEqualTo(ENDED_BY_SIGTERM);
        }

        assertThat(halfAnswered).isEmpty();
        assertThat(refusals).allMatch(status -> status == 503);
        String registered = "select count(*) from event where type = '" + PatientCodec.REGISTERED + "'";
        assertThat(Servers.number(database, registered))
                .as("beside what was acknowledged, what each client may have sent as its connection ended")
                .isBetween((long) acknowledged.size(), (long) acknowledged.size() + CLIENTS);
        String ids = acknowledged.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
        assertThat(Servers.number(database, registered + " and subject in (" + ids + ")"))
                .isEqualTo(acknowledged.size());
    }

    /** Always gives something, after a pause when there was no answer. */
    private Mono<Boolean> register() {
        return http.post()
                .uri("/api/patients")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Patients.json(Patients.freshEmail()))
                .exchangeToMono(this::note)
                .onErrorResume(failure -> noteFailure(failure).thenReturn(false));
    }

    private Mono<Boolean> note(ClientResponse response) {
        return response.bodyToMono(new ParameterizedTypeReference<Map<String, Object>>() {})
                .map(body -> {
                    if (response.statusCode().value() == 201) {
                        return acknowledged.add(
                                UUID.fromString(String.valueOf(Objects.requireNonNull(body.get("id")))));
                    }
                    return refusals.add(response.statusCode().value());
                });
    }

    /** A connection that is refused, or closed before it answers anything, is an answer: nothing was begun. */
    private Mono<Long> noteFailure(Throwable failure) {
        if (String.valueOf(failure.getMessage()).contains("DURING response")) {
            halfAnswered.add(String.valueOf(failure));
        }
        return Mono.delay(Duration.ofMillis(50));
    }

    private boolean isReady() {
        return Objects.requireNonNull(http.get()
                .uri("/actuator/health/readiness")
                .exchangeToMono(response -> Mono.just(response.statusCode().is2xxSuccessful()))
                .onErrorReturn(false)
                .toFuture()
                .join());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
