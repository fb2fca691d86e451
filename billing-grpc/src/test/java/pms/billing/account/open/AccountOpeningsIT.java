package pms.billing.account.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import pms.billing.BillingGrpc;
import pms.billing.TestDatabase;
import pms.billing.account.Rejection;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountOpeningsIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int IN_FLIGHT = 8;
    private static final int QUEUE = 8;

    private final TestDatabase database = new TestDatabase();
    private ConfigurableApplicationContext context;
    private AccountOpenings openings;

    @BeforeAll
    void start() {
        context = new SpringApplicationBuilder(BillingGrpc.class)
                .web(WebApplicationType.NONE)
                .properties("spring.grpc.server.enabled=false")
                .run(settings());
        openings = context.getBean(AccountOpenings.class);
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void requestsNoMoreThanItStoresAndItsReaderTakes() {
        var requested = new AtomicLong();
        var patients = Flux.range(0, 10_000).map(i -> Mono.just(new UUID(1, i))).doOnRequest(requested::addAndGet);

        StepVerifier.create(openings.openAll(patients), 0)
                .expectSubscription()
                .then(() -> assertThat(requested).hasValue(IN_FLIGHT))
                .thenRequest(20)
                .expectNextCount(20)
                .then(() -> assertThat(requested).hasValueLessThanOrEqualTo(20 + IN_FLIGHT))
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(requested).hasValueLessThanOrEqualTo(21 + IN_FLIGHT))
                .thenCancel()
                .verify(BOUND);
    }

    @Test
    void refusesWhatItsQueueCanNotHoldAndOpensTheRest() throws SQLException {
        try (var blocker = lockHead()) {
            var held = Flux.range(0, 1 + QUEUE)
                    .flatMap(i -> openings.open(UUID.randomUUID()), 1 + QUEUE)
                    .count();
            StepVerifier.create(held)
                    .expectSubscription()
                    .then(() -> openings.open(UUID.randomUUID())
                            .as(StepVerifier::create)
                            .expectError(Rejection.TooManyOpenings.class)
                            .verify(BOUND))
                    .then(() -> release(blocker))
                    .expectNext(1L + QUEUE)
                    .expectComplete()
                    .verify(BOUND);
        }
    }

    @Test
    void storesNothingForACallerWhoLeftWhileWaiting() throws SQLException {
        var leaving = UUID.randomUUID();
        try (var blocker = lockHead()) {
            StepVerifier.create(openings.open(UUID.randomUUID()))
                    .expectSubscription()
                    .then(() -> leaveAtOnce(leaving))
                    .then(() -> release(blocker))
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(BOUND);
        }
        StepVerifier.create(openings.open(leaving))
                .assertNext(opening -> assertThat(opening.opened())
                        .as("the first request for the patient left no account")
                        .isTrue())
                .expectComplete()
                .verify(BOUND);
    }

    private void leaveAtOnce(UUID patientId) {
        Disposable waiting = openings.open(patientId).subscribe();
        waiting.dispose();
    }

    /** What another instance does for as long as its transaction lasts. */
    private Connection lockHead() throws SQLException {
        var connection = database.connect();
        connection.setAutoCommit(false);
        TestDatabase.number(connection, "select sequence from account_head for update");
        return connection;
    }

    private static void release(Connection blocker) {
        try {
            blocker.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String[] settings() {
        return Stream.concat(
                        Arrays.stream(database.settings()),
                        Stream.of(
                                "--pms.opening.queue-size=" + QUEUE,
                                "--pms.opening.in-flight-per-stream=" + IN_FLIGHT,
                                "--pms.opening.batch-size=1"))
                .toArray(String[]::new);
    }
}
