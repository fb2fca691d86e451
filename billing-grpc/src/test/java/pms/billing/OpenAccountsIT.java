package pms.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import pms.schema.billing.v1.OpenAccountRequest;
import pms.schema.billing.v1.OpenAccountResponse;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAccountsIT {
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final int ANSWERS_READ_SLOWLY = 100;
    private static final int ENDLESS = 50_000;
    /** 64 KiB of window, gRPC's own 32 KiB and the client's prefetch, in answers; and 256 in flight in the service. */
    private static final int MOST_ON_THE_WAY = 3_000;

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
    void answersEachRequestInOrderAndOpensRepeatedOnesOnce() {
        var patients =
                IntStream.range(0, 1_500).mapToObj(i -> UUID.randomUUID()).toList();
        billing.client()
                .openAccount(RunningBilling.open(patients.get(700)))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(BOUND);
        var asked = Stream.concat(patients.stream().flatMap(id -> Stream.of(id, id)), patients.stream())
                .toList();

        billing.client()
                .openAccounts(Flux.fromIterable(asked).map(RunningBilling::open))
                .collectList()
                .as(StepVerifier::create)
                .assertNext(answers -> {
                    assertThat(answers)
                            .extracting(OpenAccountResponse::getPatientId)
                            .containsExactlyElementsOf(
                                    asked.stream().map(UUID::toString).toList());
                    assertThat(answers)
                            .filteredOn(OpenAccountResponse::getOpened)
                            .as("one opening a patient, but for the one that had an account")
                            .hasSize(patients.size() - 1);
                    assertThat(distinctAccounts(answers)).isEqualTo(patients.size());
                })
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void opensOneAccountAPatientWhenStreamsRace() {
        var patients = IntStream.range(0, 300).mapToObj(i -> UUID.randomUUID()).toList();

        Flux.range(0, 4)
                .flatMap(i -> billing.client()
                        .openAccounts(Flux.fromIterable(i % 2 == 0 ? patients : patients.reversed())
                                .map(RunningBilling::open)))
                .collectList()
                .as(StepVerifier::create)
                .assertNext(answers -> {
                    assertThat(answers).hasSize(4 * patients.size());
                    assertThat(answers)
                            .filteredOn(OpenAccountResponse::getOpened)
                            .hasSize(patients.size());
                    assertThat(distinctAccounts(answers)).isEqualTo(patients.size());
                })
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void storesNoMoreThanASlowReaderTakes() throws SQLException {
        var before = database.number("select count(*) from account");
        var requests = Flux.range(0, ENDLESS).map(i -> RunningBilling.open(UUID.randomUUID()));

        billing.client()
                .openAccounts(requests)
                .limitRate(1)
                .concatMap(this::readSlowly, 1)
                .take(ANSWERS_READ_SLOWLY)
                .as(StepVerifier::create)
                .expectNextCount(ANSWERS_READ_SLOWLY)
                .expectComplete()
                .verify(BOUND);

        assertThat(database.number("select count(*) from account") - before)
                .as("stored while the reader took %d answers of %d", ANSWERS_READ_SLOWLY, ENDLESS)
                .isBetween((long) ANSWERS_READ_SLOWLY, (long) ANSWERS_READ_SLOWLY + MOST_ON_THE_WAY);
    }

    @Test
    void answersWhatCameBeforeAnInvalidIdAndThenEndsTheStream() {
        var requests = Stream.concat(
                        IntStream.range(0, 5).mapToObj(i -> RunningBilling.open(UUID.randomUUID())),
                        Stream.of(RunningBilling.open("nobody"), RunningBilling.open(UUID.randomUUID())))
                .toArray(OpenAccountRequest[]::new);

        billing.client()
                .openAccounts(Flux.just(requests).concatWith(Flux.never()))
                .as(StepVerifier::create)
                .expectNextCount(5)
                .expectErrorSatisfies(
                        error -> assertThat(GrpcFailure.of(error).code()).isEqualTo(Status.Code.INVALID_ARGUMENT))
                .verify(BOUND);
    }

    /** As long as five other calls take. */
    private Flux<OpenAccountResponse> readSlowly(OpenAccountResponse answer) {
        return Flux.range(0, 5)
                .concatMap(i -> billing.client().getAccount(RunningBilling.get(answer.getPatientId())))
                .thenMany(Flux.just(answer));
    }

    private static long distinctAccounts(List<OpenAccountResponse> answers) {
        return answers.stream()
                .map(OpenAccountResponse::getAccountId)
                .distinct()
                .count();
    }
}
