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
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
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
import tools.jackson.databind.json.JsonMapper;

/** The service as a process that is told to end while commands come in from all sides. */
class GracefulStopIT {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();
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
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
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

        assertThat(unexpected).as("what is no end of a connection").isEmpty();
        assertThat(halfAnswered).isEmpty();
        assertThat(refusals).allMatch(status -> status == 503);
        String registered = "select count(*) from event where type = '" + PatientCodec.REGISTERED + "'";
        assertThat(Servers.number(database, registered))
                .as("what was stored was acknowledged, what was not acknowledged was not begun")
                .isEqualTo(acknowledged.size());
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
                .exchangeToMono(response -> response.toEntity(String.class))
                .publishOn(Schedulers.boundedElastic()) // reading JSON for the first time loads classes
                .map(this::note)
                .onErrorResume(failure -> noteFailure(failure).thenReturn(false));
    }

    private boolean note(ResponseEntity<String> answer) {
        if (answer.getStatusCode().value() != 201) {
            return refusals.add(answer.getStatusCode().value());
        }
        return acknowledged.add(
                UUID.fromString(JSON.readTree(answer.getBody()).path("id").asString()));
    }

    /** A connection that is refused, or closed before it answers anything, is an answer: nothing was begun. */
    private Mono<Long> noteFailure(Throwable failure) {
        if (!(failure instanceof WebClientRequestException)) {
            unexpected.add(String.valueOf(failure));
        }
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
