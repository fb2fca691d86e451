package pms.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import io.grpc.Status;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.schema.billing.v1.AccountStatus;
import pms.schema.billing.v1.OpenAccountResponse;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAccountIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
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
    void opensAnAccountThatCanBeFound() {
        var patientId = UUID.randomUUID().toString();

        billing.client()
                .openAccount(RunningBilling.open(patientId))
                .flatMap(opened -> billing.client()
                        .getAccount(RunningBilling.get(patientId))
                        .doOnNext(found -> {
                            assertThat(opened.getOpened()).isTrue();
                            assertThat(opened.getStatus()).isEqualTo(AccountStatus.ACCOUNT_STATUS_OPEN);
                            assertThat(found.getAccountId()).isEqualTo(opened.getAccountId());
                            assertThat(found.getPatientId()).isEqualTo(patientId);
                            assertThat(found.getStatus()).isEqualTo(AccountStatus.ACCOUNT_STATUS_OPEN);
                            assertThat(found.getOpenedAt().getSeconds()).isPositive();
                        }))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void answersASecondRequestWithTheSameAccount() {
        var request = RunningBilling.open(UUID.randomUUID());

        Flux.concat(billing.client().openAccount(request), billing.client().openAccount(request))
                .collectList()
                .as(StepVerifier::create)
                .assertNext(answers -> {
                    assertThat(answers)
                            .extracting(OpenAccountResponse::getOpened)
                            .containsExactly(true, false);
                    assertThat(answers)
                            .extracting(OpenAccountResponse::getAccountId)
                            .containsOnly(answers.getFirst().getAccountId());
                })
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void opensOneAccountWhen64RequestsRaceOnTwoInstances() throws Exception {
        var patientId = UUID.randomUUID();
        try (var other = new RunningBilling(database)) {
            Flux.range(0, 64)
                    .flatMap(
                            i -> (i % 2 == 0 ? billing : other).client().openAccount(RunningBilling.open(patientId)),
                            64)
                    .collectList()
                    .as(StepVerifier::create)
                    .assertNext(answers -> {
                        assertThat(answers)
                                .hasSize(64)
                                .filteredOn(OpenAccountResponse::getOpened)
                                .hasSize(1);
                        assertThat(answers)
                                .extracting(OpenAccountResponse::getAccountId)
                                .containsOnly(answers.getFirst().getAccountId());
                    })
                    .expectComplete()
                    .verify(BOUND);
        }
        assertThat(database.number("select count(*) from account where patient_id = '%s'".formatted(patientId)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "1-1-1-1-1", "not-a-uuid", "123e4567-e89b-12d3-a456-4266141740000", "' or 1=1"})
    void refusesAnIdThatIsNoUuidAndNamesTheField(String patientId) {
        billing.client()
                .openAccount(RunningBilling.open(patientId))
                .as(StepVerifier::create)
                .expectErrorSatisfies(OpenAccountIT::assertNamesPatientId)
                .verify(BOUND);
        billing.client()
                .getAccount(RunningBilling.get(patientId))
                .as(StepVerifier::create)
                .expectErrorSatisfies(OpenAccountIT::assertNamesPatientId)
                .verify(BOUND);
        billing.client()
                .closeAccount(RunningBilling.close(patientId))
                .as(StepVerifier::create)
                .expectErrorSatisfies(OpenAccountIT::assertNamesPatientId)
                .verify(BOUND);
    }

    @Test
    void answersNotFoundForAPatientWithoutAccount() {
        billing.client()
                .getAccount(RunningBilling.get(UUID.randomUUID().toString()))
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> {
                    assertThat(GrpcFailure.of(error).code()).isEqualTo(Status.Code.NOT_FOUND);
                    assertThat(GrpcFailure.of(error).reason()).isEqualTo("ACCOUNT_NOT_FOUND");
                })
                .verify(BOUND);
    }

    private static void assertNamesPatientId(Throwable error) {
        var failure = GrpcFailure.of(error);
        assertThat(failure.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(failure.reason()).isEqualTo("INVALID_FIELD");
        assertThat(failure.detail(BadRequest.class).orElseThrow().getFieldViolationsList())
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("patient_id");
    }
}
