package pms.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pms.schema.billing.v1.AccountChange;
import pms.schema.billing.v1.AccountStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class WatchAccountsIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String NO_POLL = "--pms.watch.poll=1h";
    private static final int ACCOUNTS = 400;

    private final TestDatabase database = new TestDatabase();
    private RunningBilling billing = new RunningBilling(database, NO_POLL, "--pms.watch.page-size=50");

    @AfterEach
    void stop() {
        billing.close();
    }

    @Test
    void seesEachSequenceOnceAndInOrderWhileAccountsAreOpenedOnTwoInstances() {
        try (var other = new RunningBilling(database, NO_POLL)) {
            Mono.zip(watch(0, ACCOUNTS), watch(0, ACCOUNTS), open(billing, ACCOUNTS / 2), open(other, ACCOUNTS / 2))
                    .as(StepVerifier::create)
                    .assertNext(all -> {
                        assertThat(sequences(all.getT1())).isEqualTo(sequencesFrom(1, ACCOUNTS));
                        assertThat(all.getT2()).isEqualTo(all.getT1());
                        assertThat(all.getT1())
                                .extracting(change -> change.getAccount().getStatus())
                                .containsOnly(AccountStatus.ACCOUNT_STATUS_OPEN);
                    })
                    .expectComplete()
                    .verify(BOUND);
        }
    }

    @Test
    void resumesAfterTheLastSequenceSeenAndGoesOnLive() {
        open(billing, 10)
                .then(Mono.zip(watch(7, 5), open(billing, 2)))
                .as(StepVerifier::create)
                .assertNext(all -> assertThat(sequences(all.getT1())).isEqualTo(sequencesFrom(8, 12)))
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void holdsNoConnectionForReadersThatDoNotRead() {
        var stalled = Flux.range(0, 20)
                .flatMap(i -> billing.client()
                        .watchAccounts(RunningBilling.watchAfter(0))
                        .limitRate(1)
                        .concatMap(change -> Mono.never(), 1));

        open(billing, ACCOUNTS)
                .then(Mono.firstWithSignal(stalled.then(Mono.empty()), watch(0, ACCOUNTS)))
                .as(StepVerifier::create)
                .assertNext(changes -> assertThat(changes).hasSize(ACCOUNTS))
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void hearsOfNewAccountsAgainAfterItsConnectionsWereKilled() {
        open(billing, 1)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(BOUND);
        billing.client()
                .watchAccounts(RunningBilling.watchAfter(0))
                .map(AccountChange::getSequence)
                .as(StepVerifier::create)
                .expectNext(1L)
                .then(this::killBackends)
                .then(() -> openNow(1))
                .expectNext(2L)
                .then(() -> openNow(1))
                .expectNext(3L)
                .thenCancel()
                .verify(BOUND);
    }

    @Test
    void findsNewAccountsByThePollWhenNobodyNotifies() throws Exception {
        billing.close();
        billing = new RunningBilling(database, "--pms.watch.poll=100ms");
        database.execute("drop trigger announce on account_head");

        billing.client()
                .watchAccounts(RunningBilling.watchAfter(0))
                .map(AccountChange::getSequence)
                .as(StepVerifier::create)
                .then(() -> openNow(1))
                .expectNext(1L)
                .then(() -> openNow(1))
                .expectNext(2L)
                .thenCancel()
                .verify(BOUND);
    }

    @Test
    void refusesANegativeSequence() {
        billing.client()
                .watchAccounts(RunningBilling.watchAfter(-1))
                .as(StepVerifier::create)
                .expectErrorSatisfies(
                        error -> assertThat(GrpcFailure.of(error).code()).isEqualTo(Status.Code.INVALID_ARGUMENT))
                .verify(BOUND);
    }

    private Mono<List<AccountChange>> watch(long after, int count) {
        return billing.client()
                .watchAccounts(RunningBilling.watchAfter(after))
                .take(count)
                .collectList();
    }

    private static Mono<Long> open(RunningBilling instance, int count) {
        return Flux.range(0, count)
                .flatMap(i -> instance.client().openAccount(RunningBilling.open(UUID.randomUUID())), 16)
                .count();
    }

    private void openNow(int count) {
        open(billing, count)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(BOUND);
    }

    private void killBackends() {
        try {
            assertThat(database.killBackends()).as("killed connections").isPositive();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Long> sequences(List<AccountChange> changes) {
        return changes.stream().map(AccountChange::getSequence).toList();
    }

    private static List<Long> sequencesFrom(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
