package pms.command.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pms.command.testing.BillingPeer;
import pms.schema.billing.v1.OpenAccountResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Over real gRPC, with a billing that does what the test says. */
class BillingClientTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final BillingPeer billing = new BillingPeer();
    private final BillingProperties properties =
            new BillingProperties(billing.target(), BillingPeer.TOKEN, DEADLINE, PAUSE, PAUSE, 256);
    private final ManagedChannel channel = new AutomationConfiguration().billingChannel(properties);
    private final BillingClient client = new BillingClient(channel, properties);

    @AfterEach
    void close() throws InterruptedException {
        channel.shutdownNow();
        billing.stop();
    }

    @Test
    void opensOneAccountByAUnaryCall() {
        List<UUID> patients = patients(1);

        assertThat(opened(patients)).isEqualTo(billing.accounts()).containsOnlyKeys(patients);
        assertThat(billing.streams()).isZero();
    }

    @Test
    void opensManyAccountsByOneStreamingCall() {
        List<UUID> patients = patients(200);

        assertThat(opened(patients)).isEqualTo(billing.accounts()).containsOnlyKeys(patients);
        assertThat(billing.calls()).isEqualTo(1);
    }

    @Test
    void asksAgainOnlyForWhatABrokenStreamHasNotAnswered() {
        billing.streams((stream, answers) -> stream == 1
                ? answers.take(100).concatWith(Mono.error(Status.UNAVAILABLE.asRuntimeException()))
                : answers);
        List<UUID> patients = patients(200);

        assertThat(opened(patients)).containsOnlyKeys(patients);
        assertThat(billing.streams()).isEqualTo(2);
        assertThat(billing.askedInStreams())
                .as("200 at first, then those without an answer")
                .isLessThanOrEqualTo(300);
    }

    @Test
    void asksAgainForWhatAStreamThatEndedWellHasLeftOut() {
        billing.streams((stream, answers) -> stream == 1 ? answers.take(10) : answers);
        List<UUID> patients = patients(50);

        assertThat(opened(patients)).isEqualTo(billing.accounts()).containsOnlyKeys(patients);
        assertThat(billing.streams()).isEqualTo(2);
    }

    @Test
    void takesStreamsThatEndWellWithoutAnswersForFailures() {
        billing.streams(
                (stream, answers) -> stream <= 5 ? answers.ignoreElements().flux() : answers);
        List<UUID> patients = patients(50);

        assertThat(opened(patients)).isEqualTo(billing.accounts()).containsOnlyKeys(patients);
        assertThat(billing.calls())
                .as("five that open the breaker, one that tries, and the rest")
                .isEqualTo(7);
    }

    @Test
    void takesAnswersByTheirPatientAndEachOnce() {
        billing.streams((stream, answers) ->
                answers.collectList().map(BillingClientTest::turnedAndTwice).flatMapIterable(turned -> turned));
        List<UUID> patients = patients(50);

        assertThat(opened(patients)).isEqualTo(billing.accounts());
        assertThat(billing.streams()).isEqualTo(1);
    }

    @Test
    void givesUpAStreamThatStandsStillAndGoesOnWithTheRest() {
        billing.streams((stream, answers) -> stream == 1 ? answers.concatMap(new First(30)::orNever) : answers);
        List<UUID> patients = patients(60);

        assertThat(opened(patients)).isEqualTo(billing.accounts()).containsOnlyKeys(patients);
        assertThat(billing.streams()).isEqualTo(2);
    }

    @Test
    void bearsAReceiverThatIsSlowerThanTheDeadlineOfBilling() {
        List<UUID> patients = patients(100);

        client.openAccounts(patients)
                .as(accounts -> StepVerifier.create(accounts, 1))
                .expectNextCount(1)
                .thenAwait(DEADLINE.plusMillis(500))
                .thenRequest(99)
                .expectNextCount(99)
                .expectComplete()
                .verify(LONG);
        assertThat(billing.calls()).isEqualTo(1);
    }

    @Test
    void opensTheBreakerTriesWithOneAccountAndCloses() {
        AtomicInteger whileOpen = new AtomicInteger();
        billing.before(call -> {
            if (client.breaker().state() == State.HALF_OPEN) {
                whileOpen.incrementAndGet();
            }
            return call <= 8 ? Mono.error(Status.UNAVAILABLE.asRuntimeException()) : Mono.empty();
        });
        List<UUID> patients = patients(100);

        assertThat(opened(patients)).isEqualTo(billing.accounts()).containsOnlyKeys(patients);
        assertThat(billing.streams())
                .as("five until it opens, one after it closed")
                .isEqualTo(6);
        assertThat(billing.calls())
                .as("and four that try, the last one with success")
                .isEqualTo(10);
        assertThat(whileOpen.get()).isEqualTo(4);
        assertThat(billing.mostCallsAtOnce()).isEqualTo(1);
        assertThat(client.breaker().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void makesFewCallsWhileManyWait() {
        billing.before(call -> Mono.error(Status.UNAVAILABLE.asRuntimeException()));
        Flux.range(0, 50)
                .flatMap(i -> client.closeAccount(UUID.randomUUID()), 50)
                .as(StepVerifier::create)
                .thenAwait(Duration.ofSeconds(1))
                .thenCancel()
                .verify(LONG);

        assertThat(billing.calls())
                .as("50 at once, then one at a time with a pause, and not 50 times 50")
                .isLessThan(250);
    }

    @Test
    void isNotHeldByATryThatWasCancelled() {
        billing.before(call -> call <= 5 ? Mono.error(Status.UNAVAILABLE.asRuntimeException()) : Mono.never());
        client.openAccounts(patients(1))
                .takeUntilOther(Flux.interval(PAUSE).filter(tick -> billing.calls() > 5))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LONG);
        billing.before(call -> Mono.empty());
        List<UUID> patients = patients(10);

        assertThat(opened(patients)).containsOnlyKeys(patients);
    }

    @Test
    void failsWhenTryingAgainIsOfNoUseAndCountsThatAsAnAnswer() {
        billing.before(call -> Mono.error(Status.INVALID_ARGUMENT.asRuntimeException()));

        for (int i = 0; i < 12; i++) {
            client.openAccounts(patients(2))
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(
                                    StatusRuntimeException.class,
                                    status -> assertThat(status.getStatus().getCode())
                                            .isEqualTo(Status.Code.INVALID_ARGUMENT)))
                    .verify(LONG);
        }
        assertThat(client.breaker().state()).isEqualTo(State.CLOSED);
    }

    private Map<UUID, UUID> opened(List<UUID> patients) {
        Map<UUID, UUID> accounts = new HashMap<>();
        client.openAccounts(patients)
                .as(StepVerifier::create)
                .thenConsumeWhile(account -> accounts.put(account.patientId(), account.accountId()) == null)
                .expectComplete()
                .verify(LONG);
        return accounts;
    }

    private static List<OpenAccountResponse> turnedAndTwice(List<OpenAccountResponse> answers) {
        List<OpenAccountResponse> all = new ArrayList<>(
                Stream.concat(answers.stream(), answers.stream()).toList());
        Collections.reverse(all);
        return all;
    }

    /** Lets so many answers through and keeps the next one. */
    private record First(AtomicInteger left) {
        First(int count) {
            this(new AtomicInteger(count));
        }

        Mono<OpenAccountResponse> orNever(OpenAccountResponse answer) {
            return left.getAndDecrement() > 0 ? Mono.just(answer) : Mono.never();
        }
    }

    private static List<UUID> patients(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }
}
