package pms.gateway.billing;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import pms.gateway.correlation.Correlation;
import pms.schema.billing.v1.Account;
import pms.schema.billing.v1.GetAccountRequest;
import pms.schema.billing.v1.ReactorBillingServiceGrpc;
import pms.schema.billing.v1.ReactorBillingServiceGrpc.ReactorBillingServiceStub;
import pms.telemetry.CallTraces;
import pms.telemetry.Traceparent;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Asks the billing service. Each attempt has its own deadline; only an attempt that found the service away is made
 * again. Cancelling the Mono cancels the call.
 */
@Component
class BillingAccounts {

    private static final Metadata.Key<String> CORRELATION =
            Metadata.Key.of(Correlation.HEADER, Metadata.ASCII_STRING_MARSHALLER);

    private final BillingConnection connection;
    private final BillingSettings settings;

    BillingAccounts(BillingConnection connection, BillingSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** Errors: the gRPC {@link Status} that the service or the connection ended the last attempt with. */
    Mono<Account> find(UUID patientId) {
        GetAccountRequest request = GetAccountRequest.newBuilder()
                .setPatientId(patientId.toString())
                .build();
        return connection.channel().flatMap(channel -> ask(channel, request)).checkpoint("get billing account");
    }

    private Mono<Account> ask(ManagedChannel channel, GetAccountRequest request) {
        return Mono.deferContextual(
                        context -> attempt(channel, request, Correlation.of(context), Traceparent.of(context)))
                .retryWhen(whenAway(channel));
    }

    private Mono<Account> attempt(
            ManagedChannel channel, GetAccountRequest request, String correlationId, String traceparent) {
        return cancellable(traceparent, stub(channel, correlationId).getAccount(request));
    }

    private ReactorBillingServiceStub stub(ManagedChannel channel, String correlationId) {
        Metadata headers = new Metadata();
        headers.put(CORRELATION, correlationId);
        return ReactorBillingServiceGrpc.newReactorStub(channel)
                .withDeadlineAfter(settings.deadline().toMillis(), TimeUnit.MILLISECONDS)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /**
     * The generated client does not pass a cancellation on to the call; a gRPC context does. It starts from the root: a
     * retry may run inside the callback of the attempt before, whose context is cancelled by then.
     */
    private static <T> Mono<T> cancellable(String traceparent, Mono<T> call) {
        return Mono.using(
                () -> CallTraces.context(traceparent).withCancellation(),
                context -> Mono.from(subscriber -> context.run(() -> call.subscribe(subscriber))),
                context -> context.cancel(null));
    }

    /** The channel would wait longer and longer before it connects again; a request is a good reason to try now. */
    private Retry whenAway(ManagedChannel channel) {
        return Retry.backoff(settings.retries(), settings.pause())
                .filter(BillingAccounts::isAway)
                .doBeforeRetry(retry -> channel.resetConnectBackoff())
                .onRetryExhaustedThrow((spec, retry) -> retry.failure());
    }

    private static boolean isAway(Throwable failure) {
        return Status.fromThrowable(failure).getCode() == Status.Code.UNAVAILABLE;
    }
}
