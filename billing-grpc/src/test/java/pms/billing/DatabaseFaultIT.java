package pms.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import io.grpc.Status;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.reactivestreams.Publisher;
import pms.schema.billing.v1.Account;
import pms.schema.billing.v1.AccountStatus;
import pms.schema.billing.v1.OpenAccountResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseFaultIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int PATIENTS = 3_000;
    private static final int CLOSINGS = 600;

    private final TestDatabase database = new TestDatabase();
    private RunningBilling billing;

    @BeforeAll
    void start() {
        billing = new RunningBilling(database);
    }

    @AfterAll
    void stop() {
        billing.close();
    }

    @Test
    void opensEachAccountOnceAndSaysSoWhenBackendsAreKilledMeanwhile() throws SQLException {
        var patients =
                IntStream.range(0, PATIENTS).mapToObj(i -> UUID.randomUUID()).toList();
        var before = database.number("select sequence from account_head");

        billing.client()
                .openAccounts(Flux.fromIterable(patients).map(RunningBilling::open))
                .index()
                .concatMap(answer ->
                        answer.getT1() % 1_000 == 500 ? kill().thenReturn(answer.getT2()) : Mono.just(answer.getT2()))
                .filter(OpenAccountResponse::getOpened)
                .count()
                .as(StepVerifier::create)
                .as("an opening that was tried again is still an opening")
                .expectNext((long) PATIENTS)
                .expectComplete()
                .verify(BOUND);

        assertThat(database.number("select sequence from account_head") - before)
                .isEqualTo(PATIENTS);
        assertThat(database.number("select count(*) - max(sequence) from account_change"))
                .as("no hole in the sequence")
                .isZero();
    }

    @Test
    void closesEachAccountOnceWhenBackendsAreKilledMeanwhile() throws SQLException {
        var patients =
                IntStream.range(0, CLOSINGS).mapToObj(i -> UUID.randomUUID()).toList();
        var before = database.number("select sequence from account_head");

        Flux.fromIterable(patients)
                .index()
                .flatMap(patient -> patient.getT1() % 200 == 100
                        ? kill().then(Mono.defer(() -> close(patient.getT2())))
                        : close(patient.getT2()))
                .filter(closed -> closed.getStatus() == AccountStatus.ACCOUNT_STATUS_CLOSED)
                .count()
                .as(StepVerifier::create)
                .expectNext((long) CLOSINGS)
                .expectComplete()
                .verify(BOUND);

        assertThat(database.number("select sequence from account_head") - before)
                .as("a closing that was tried again is told of once")
                .isEqualTo(CLOSINGS);
        assertThat(database.number("select count(*) - max(sequence) from account_change"))
                .as("no hole in the sequence")
                .isZero();
    }

    private Mono<Account> close(UUID patientId) {
        return billing.client().closeAccount(RunningBilling.close(patientId));
    }

    @Test
    void answersUnavailableWithoutTheDatabaseAndRecovers() throws SQLException {
        var request = RunningBilling.open(UUID.randomUUID());
        database.setReachable(false);

        assertUnavailable(billing.client().openAccount(request));
        assertUnavailable(billing.client().closeAccount(RunningBilling.close(request.getPatientId())));
        assertUnavailable(billing.client().getAccount(RunningBilling.get(request.getPatientId())));
        assertUnavailable(billing.client().watchAccounts(RunningBilling.watchAfter(0)));

        database.setReachable(true);
        billing.client()
                .openAccount(request)
                .as(StepVerifier::create)
                .assertNext(answer -> assertThat(answer.getOpened()).isTrue())
                .expectComplete()
                .verify(BOUND);
    }

    private Mono<Long> kill() {
        return Mono.fromCallable(database::killBackends).subscribeOn(Schedulers.boundedElastic());
    }

    private static void assertUnavailable(Publisher<?> call) {
        StepVerifier.create(call)
                .expectErrorSatisfies(error -> {
                    var failure = GrpcFailure.of(error);
                    assertThat(failure.code()).isEqualTo(Status.Code.UNAVAILABLE);
                    assertThat(failure.reason()).isEqualTo("DATABASE_UNAVAILABLE");
                    assertThat(failure.detail(RetryInfo.class))
                            .as("when to try again")
                            .isPresent();
                    assertThat(failure.error().getStatus().getDescription())
                            .as("nothing from below")
                            .isEqualTo("The service can't answer now");
                })
                .verify(BOUND);
    }
}
