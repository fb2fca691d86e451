package pms.command.automation;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pms.schema.billing.v1.CloseAccountRequest;
import pms.schema.billing.v1.OpenAccountRequest;
import pms.schema.billing.v1.ReactorBillingServiceGrpc;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Billing, by gRPC. */
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
    private final BillingProperties properties;
    private final AtomicBoolean away = new AtomicBoolean();

    BillingClient(ManagedChannel channel, BillingProperties properties) {
        this.channel = channel;
        this.properties = properties;
    }

    /**
     * Opens the patient's account, or finds the one that is there. Tries for ever while billing is away; fails on a
     * status that says that trying again is of no use. Cancelling cancels the call.
     */
    Mono<UUID> openAccount(UUID patientId) {
        OpenAccountRequest request = OpenAccountRequest.newBuilder()
                .setPatientId(patientId.toString())
                .build();
        return untilAnswered(() -> stub().openAccount(request))
                .map(response -> UUID.fromString(response.getAccountId()))
                .checkpoint("open account");
    }

    /** Closes the patient's account, whether it is open, closed or not there yet. Otherwise as {@link #openAccount}. */
    Mono<UUID> closeAccount(UUID patientId) {
        CloseAccountRequest request = CloseAccountRequest.newBuilder()
                .setPatientId(patientId.toString())
                .build();
        return untilAnswered(() -> stub().closeAccount(request))
                .map(account -> UUID.fromString(account.getAccountId()))
                .checkpoint("close account");
    }

    private <T> Mono<T> untilAnswered(Supplier<Mono<T>> request) {
        return Mono.defer(() -> call(request))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_BACKOFF)
                        .maxBackoff(properties.maxBackoff())
                        .jitter(0.5)
                        .filter(BillingClient::isTransient)
                        .doBeforeRetry(this::beforeRetry))
                .doOnNext(response -> noteAnswer());
    }

    /** Cancelling the Mono of a unary call does not cancel the call; cancelling its gRPC context does. */
    private static <T> Mono<T> call(Supplier<Mono<T>> request) {
        return Mono.using(
                () -> Context.ROOT.withCancellation(), // a retry may run in the cancelled context of the call before
                context ->
                        Mono.from(subscriber -> context.run(() -> request.get().subscribe(subscriber))),
                context -> context.cancel(null));
    }

    private ReactorBillingServiceGrpc.ReactorBillingServiceStub stub() {
        return ReactorBillingServiceGrpc.newReactorStub(channel)
                .withDeadlineAfter(properties.deadline().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beforeRetry(Retry.RetrySignal signal) {
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
