package pms.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pms.schema.billing.v1.OpenAccountResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class ShutdownIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final TestDatabase database = new TestDatabase();
    private final RunningBilling billing = new RunningBilling(database);

    @AfterEach
    void stop() {
        billing.close();
    }

    @Test
    void letsWatchersGoWithAReason() {
        billing.client()
                .watchAccounts(RunningBilling.watchAfter(0))
                .as(StepVerifier::create)
                .then(this::openOne)
                .expectNextCount(1)
                .then(billing::stop)
                .expectErrorSatisfies(error -> {
                    assertThat(GrpcFailure.of(error).code()).isEqualTo(Status.Code.UNAVAILABLE);
                    assertThat(GrpcFailure.of(error).reason()).isEqualTo("SHUTTING_DOWN");
                })
                .verify(BOUND);
    }

    @Test
    void finishesTheOpeningsThatAreUnderWay() throws SQLException {
        try (var blocker = database.connect()) {
            blocker.setAutoCommit(false);
            TestDatabase.number(blocker, "select sequence from account_head for update");
            var opening = billing.client().openAccount(RunningBilling.open(UUID.randomUUID()));
            var releasing = isBlocked().then(Mono.when(stopping(), watcherLeft().then(release(blocker))));

            Mono.zip(opening, releasing.thenReturn(true), (answer, released) -> answer)
                    .map(OpenAccountResponse::getOpened)
                    .as(StepVerifier::create)
                    .expectNext(true)
                    .expectComplete()
                    .verify(BOUND);
        }
    }

    private void openOne() {
        billing.client()
                .openAccount(RunningBilling.open(UUID.randomUUID()))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(BOUND);
    }

    private Mono<Boolean> isBlocked() {
        return Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                .onBackpressureDrop()
                .concatMap(tick -> Mono.fromCallable(() -> database.number(
                                "select count(*) from pg_locks where not granted and locktype = 'transactionid'"))
                        .subscribeOn(Schedulers.boundedElastic()))
                .any(blocked -> blocked > 0);
    }

    private Mono<Void> stopping() {
        return Mono.<Void>fromRunnable(billing::stop).subscribeOn(Schedulers.boundedElastic());
    }

    /** The sign that the service has begun to stop. */
    private Mono<Void> watcherLeft() {
        return billing.client()
                .watchAccounts(RunningBilling.watchAfter(0))
                .then()
                .onErrorComplete();
    }

    private static Mono<Void> release(Connection blocker) {
        return Mono.<Void>fromCallable(() -> {
                    blocker.rollback();
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
