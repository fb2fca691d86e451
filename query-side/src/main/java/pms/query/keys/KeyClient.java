package pms.query.keys;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import pms.schema.keys.v1.Erasure;
import pms.schema.keys.v1.GetKeysRequest;
import pms.schema.keys.v1.GetKeysResponse;
import pms.schema.keys.v1.PatientKey;
import pms.schema.keys.v1.ReactorKeyServiceGrpc;
import pms.schema.keys.v1.ReactorKeyServiceGrpc.ReactorKeyServiceStub;
import pms.schema.keys.v1.WatchErasuresRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The key service, by gRPC ({@code pms/keys/v1/keys.proto}). Cancelling a publisher cancels its call. */
final class KeyClient {

    static final int MOST_IDS = 1_000;

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final int RETRIES = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final ManagedChannel channel;
    private final ReactorKeyServiceStub stub;
    private final Duration deadline;

    KeyClient(ManagedChannel channel, Duration deadline, String token) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + token);
        this.channel = channel;
        this.stub = ReactorKeyServiceGrpc.newReactorStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
        this.deadline = deadline;
    }

    /**
     * The keys of these patients, at most {@value #MOST_IDS}; those without a key are left out, one that the service can't
     * read opens nothing. Fails with {@link
     * KeysUnavailable}; a service that is away is asked again twice, at once.
     */
    Mono<Map<UUID, PersonKey>> get(List<UUID> patientIds) {
        GetKeysRequest request = GetKeysRequest.newBuilder()
                .addAllPatientIds(patientIds.stream().map(UUID::toString).toList())
                .build();
        return cancellable(() -> stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
                        .getKeys(request))
                .single()
                .retryWhen(whenAway())
                .map(KeyClient::keys)
                .onErrorMap(failure -> new KeysUnavailable(reason(failure)))
                .checkpoint("get keys");
    }

    /** First empty, when the watch has begun; then each erasure. Ends with {@link KeysUnavailable}, always. */
    Flux<Optional<UUID>> watch() {
        return cancellable(() -> stub.watchErasures(WatchErasuresRequest.getDefaultInstance()))
                .map(KeyClient::erased)
                .concatWith(Mono.error(() -> new KeysUnavailable("the watch has ended")))
                .onErrorMap(failure -> !(failure instanceof KeysUnavailable), failure -> {
                    channel.resetConnectBackoff();
                    return new KeysUnavailable(reason(failure));
                })
                .checkpoint("watch erasures");
    }

    private static Optional<UUID> erased(Erasure erasure) {
        return erasure.getPatientId().isEmpty()
                ? Optional.empty()
                : Optional.of(UUID.fromString(erasure.getPatientId()));
    }

    private static Map<UUID, PersonKey> keys(GetKeysResponse response) {
        Map<UUID, PersonKey> keys = HashMap.newHashMap(response.getKeysCount());
        for (PatientKey key : response.getKeysList()) {
            UUID patientId = UUID.fromString(key.getPatientId());
            ByteString bytes = key.getKey();
            keys.put(patientId, new AesPersonKey(patientId, bytes));
        }
        response.getUnreadablePatientIdsList()
                .forEach(patientId -> keys.put(UUID.fromString(patientId), UnreadableKey.INSTANCE));
        return keys;
    }

    /**
     * The generated client does not pass a cancellation on to the call; a gRPC context does. It starts from the root: a
     * retry may run inside the callback of the attempt before, whose context is cancelled by then.
     */
    private static <T> Flux<T> cancellable(Supplier<? extends Publisher<T>> call) {
        return Flux.using(
                Context.ROOT::withCancellation,
                context -> Flux.from(subscriber -> context.run(() -> call.get().subscribe(subscriber))),
                context -> context.cancel(null));
    }

    /** The channel would wait longer and longer before it connects again; a request is a good reason to try now. */
    private Retry whenAway() {
        return Retry.backoff(RETRIES, FIRST_PAUSE)
                .filter(failure -> Status.fromThrowable(failure).getCode() == Status.Code.UNAVAILABLE)
                .doBeforeRetry(retry -> channel.resetConnectBackoff())
                .onRetryExhaustedThrow((spec, retry) -> retry.failure());
    }

    /** The status alone: its description comes from elsewhere. */
    private static String reason(Throwable failure) {
        return failure instanceof IllegalArgumentException
                ? "an answer is malformed"
                : Status.fromThrowable(failure).getCode().name();
    }
}
