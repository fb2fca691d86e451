package pms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.Criterion;
import pms.command.eventstore.EventStore;
import pms.command.patient.PatientCodec;
import pms.command.testing.BillingPeer;
import pms.command.testing.Patients;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** Commands while PostgreSQL ends connections again and again, as it does at a failover or by an operator's hand. */
class KilledBackendsIT {

    private static final Duration LONG = Duration.ofMinutes(4);
    private static final int REQUESTS = 800;
    private static final int AT_ONCE = 32;

    private final BillingPeer billing = new BillingPeer();
    private final Database database = Servers.freshDatabase();
    private final Service service = Service.start(database, Servers.freshTopic(), billing);
    private final WebClient http = WebClient.builder()
            .baseUrl("http://127.0.0.1:" + service.port())
            .defaultHeader("Authorization", TestTrust.bearer("tester@example.org"))
            .build();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    private record Answer(int status, boolean saysWhenToRetry, Map<String, Object> body) {}

    private static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @AfterEach
    void close() throws InterruptedException {
        service.close();
        billing.stop();
    }

    @Test
    void answersEachCommandWithWhatHappenedOrWithAPromptToRetry() {
        Patients patients = new Patients(service.http());
        List<UUID> known = IntStream.range(0, 50)
                .mapToObj(i -> patients.registered(Patients.freshEmail()))
                .toList();

        try (Service joined = Service.start(database, Servers.freshTopic(), billing)) {
            WebClient other =
                    http.mutate().baseUrl("http://127.0.0.1:" + joined.port()).build();
            Flux.range(0, REQUESTS)
                    .flatMap(
                            i -> i % 4 == 0
                                    ? untilDone(
                                            other, HttpMethod.PUT, "/api/patients/" + known.get(i / 4 % known.size()))
                                    : untilDone(i % 2 == 0 ? http : other, HttpMethod.POST, "/api/patients"),
                            AT_ONCE)
                    .takeUntilOther(kills().then(Mono.never()))
                    .as(StepVerifier::create)
                    .expectNextCount(REQUESTS)
                    .expectComplete()
                    .verify(LONG);
        }

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201, 503));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .isNotEmpty()
                .allMatch(Answer::saysWhenToRetry);
        assertThat(registrations()).as("each once, however often it was sent").isEqualTo(50 + REQUESTS - REQUESTS / 4);
    }

    /** The keys of patients are read and written beside the store, by connections of their own. */
    @Test
    void asksForAnotherTryWhenTheConnectionDiesUnderAPatientsKey() throws SQLException {
        String owner = "jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.name());
        Mono<Answer> answer = sent(http, HttpMethod.POST, "/api/patients", Patients.freshEmail(), "key")
                .cache();
        try (Connection locking = DriverManager.getConnection(owner, database.owner(), database.password());
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("lock table keys.patient_key in access exclusive mode");
            Disposable unused = answer.subscribe();
            await().atMost(LONG)
                    .until(() -> Servers.number(database, "select count(*) from pg_locks where not granted") > 0);
            Servers.cutConnections(database);
        }

        answer.as(StepVerifier::create)
                .assertNext(told -> {
                    assertThat(told.status()).isEqualTo(503);
                    assertThat(told.saysWhenToRetry()).isTrue();
                })
                .expectComplete()
                .verify(LONG);
    }

    /** With one key, as a careful client does. */
    private Mono<Answer> untilDone(WebClient client, HttpMethod method, String path) {
        String email = Patients.freshEmail();
        String key = UUID.randomUUID().toString();
        return Mono.defer(() -> sent(client, method, path, email, key))
                .doOnNext(answers::add)
                .filter(answer -> answer.status() < 300)
                .switchIfEmpty(Mono.error(NotYet::new))
                .retryWhen(Retry.backoff(60, Duration.ofMillis(50))
                        .maxBackoff(Duration.ofMillis(500))
                        .filter(NotYet.class::isInstance));
    }

    private static Mono<Answer> sent(WebClient client, HttpMethod method, String path, String email, String key) {
        return client.method(method)
                .uri(path)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Patients.json(email))
                .exchangeToMono(KilledBackendsIT::answer);
    }

    private static Mono<Answer> answer(ClientResponse response) {
        return response.bodyToMono(new ParameterizedTypeReference<Map<String, Object>>() {})
                .map(body -> new Answer(
                        response.statusCode().value(),
                        !response.headers().header("Retry-After").isEmpty(),
                        body));
    }

    private Flux<Long> kills() {
        return Flux.interval(Duration.ofMillis(150), Schedulers.boundedElastic())
                .onBackpressureDrop()
                .take(40)
                .concatMap(tick -> Mono.fromCallable(() -> kill(tick)));
    }

    private long kill(long tick) throws SQLException {
        Servers.cutConnections(database);
        return tick;
    }

    private long registrations() {
        Criteria registered = Criteria.anyOf(new Criterion(Set.of(), Set.of(PatientCodec.REGISTERED)));
        return Objects.requireNonNull(service.bean(EventStore.class)
                .read(registered, 0)
                .count()
                .retry(5)
                .toFuture()
                .join());
    }
}
