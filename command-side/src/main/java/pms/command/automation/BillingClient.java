package pms.command.automation;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pms.schema.billing.v1.CloseAccountRequest;
import pms.schema.billing.v1.OpenAccountRequest;
import pms.schema.billing.v1.ReactorBillingServiceGrpc;
import pms.schema.billing.v1.ReactorBillingServiceGrpc.ReactorBillingServiceStub;
import pms.telemetry.CallTraces;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Billing, by gRPC. Each operation goes on for ever while billing is away, slow or unwell: pauses grow to a bound, with
 * jitter, and a {@link BillingBreaker} keeps calls back. It fails on a status that says that trying again is of no use.
 * Cancelling cancels the call.
 */
final class BillingClient {

    private static final Logger LOG = LoggerFactory.getLogger(BillingClient.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);

    /** Those that another try may cure. */
    private static final Set<Status.Code> TRANSIENT = EnumSet.of(
            Status.Code.UNAVAILABLE,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.ABORTED,
            Status.Code.UNAUTHENTICATED, // the token is being changed
            Status.Code.CANCELLED,
            Status.Code.INTERNAL,
            Status.Code.UNKNOWN);

    private final ManagedChannel channel;
    private final ReactorBillingServiceStub billing;
    private final BillingProperties properties;
    private final BillingBreaker breaker;
    private final AtomicBoolean away = new AtomicBoolean();

    BillingClient(ManagedChannel channel, BillingProperties properties) {
        this.channel = channel;
        this.billing = ReactorBillingServiceGrpc.newReactorStub(channel);
        this.properties = properties;
        this.breaker = new BillingBreaker(properties.maxOpen(), BillingClient::isTransient);
    }

    BillingBreaker breaker() {
        return breaker;
    }

    /**
     * Opens the patients' accounts, or finds those that are there; emits each once as it becomes known, in any order.
     * Several go by one streaming call; what a broken one has answered is not asked for again. Holds the answers to one
     * call at most.
     */
    Flux<OpenedAccount> openAccounts(Collection<UUID> patientIds) {
        return Flux.defer(() -> openAccounts(new Unanswered(patientIds))).checkpoint("open accounts");
    }

    /** Closes the patient's account, whether it is open, closed or not there yet. */
    Mono<UUID> closeAccount(UUID patientId) {
        CloseAccountRequest request = CloseAccountRequest.newBuilder()
                .setPatientId(patientId.toString())
                .build();
        return untilAnswered(
                        breaker.guard(tries -> inContext(() -> withDeadline().closeAccount(request))))
                .next()
                .map(account -> UUID.fromString(account.getAccountId()))
                .checkpoint("close account");
    }

    private Flux<OpenedAccount> openAccounts(Unanswered unanswered) {
        return unanswered.isEmpty()
                ? Flux.empty()
                : untilAnswered(breaker.guard(tries -> ask(unanswered, tries)).repeat(() -> !unanswered.isEmpty()));
    }

    /** The call that tries whether billing is back asks for one account alone. */
    private Flux<OpenedAccount> ask(Unanswered unanswered, boolean tries) {
        List<UUID> patients = unanswered.all();
        return tries || patients.size() == 1
                ? inContext(() -> withDeadline().openAccount(request(patients.getFirst())))
                        .concatMapIterable(unanswered::answered)
                : streamed(unanswered, patients);
    }

    /** Takes the answers as they come, so that the wait for the next one is billing's alone. */
    private Flux<OpenedAccount> streamed(Unanswered unanswered, List<UUID> patients) {
        return inContext(() -> billing.openAccounts(Flux.fromIterable(patients).map(BillingClient::request)))
                .timeout(properties.deadline(), Mono.error(Status.DEADLINE_EXCEEDED::asRuntimeException))
                .concatMapIterable(unanswered::answered)
                .concatWith(Mono.defer(() -> unanswered.isEmpty() ? Mono.empty() : unanswered.toldTooLittle()))
                .onBackpressureBuffer(patients.size());
    }

    private <T> Flux<T> untilAnswered(Flux<T> calls) {
        return calls.retryWhen(Retry.backoff(Long.MAX_VALUE, firstBackoff())
                        .maxBackoff(properties.maxBackoff())
                        .jitter(0.5)
                        .transientErrors(true)
                        .filter(error -> error instanceof CallNotPermittedException || isTransient(error))
                        .doBeforeRetry(this::beforeRetry))
                .doOnNext(answer -> noteAnswer());
    }

    private Duration firstBackoff() {
        return properties.maxBackoff().compareTo(FIRST_BACKOFF) < 0 ? properties.maxBackoff() : FIRST_BACKOFF;
    }

    /** Cancelling the Mono of a unary call does not cancel the call; cancelling its gRPC context does. */
    private static <T> Flux<T> inContext(Supplier<? extends Publisher<T>> call) {
        return Flux.deferContextual(pipeline -> Flux.using(
                // a fresh one: a retry may run in the cancelled context of the call before
                () -> CallTraces.context(CauseTraces.of(pipeline)).withCancellation(),
                context -> Flux.from(subscriber -> context.run(() -> call.get().subscribe(subscriber))),
                context -> context.cancel(null)));
    }

    private ReactorBillingServiceStub withDeadline() {
        return billing.withDeadlineAfter(properties.deadline().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static OpenAccountRequest request(UUID patientId) {
        return OpenAccountRequest.newBuilder()
                .setPatientId(patientId.toString())
                .build();
    }

    private void beforeRetry(Retry.RetrySignal signal) {
        if (signal.failure() instanceof CallNotPermittedException) {
            return;
        }
        // gRPC's own pauses between connections grow to two minutes.
        channel.resetConnectBackoff();
        if (away.compareAndSet(false, true)) {
            LOG.warn(
                    "billing: {}; trying until it answers",
                    Status.fromThrowable(signal.failure()).getCode());
        }
    }

    private void noteAnswer() {
        if (away.compareAndSet(true, false)) {
            LOG.info("billing answers again");
        }
    }

    private static boolean isTransient(Throwable error) {
        return TRANSIENT.contains(Status.fromThrowable(error).getCode());
    }
}
