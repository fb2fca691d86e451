package pms.command.sealing;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.grpc.server.service.GrpcService;
import pms.schema.keys.v1.Erasure;
import pms.schema.keys.v1.GetKeysRequest;
import pms.schema.keys.v1.GetKeysResponse;
import pms.schema.keys.v1.PatientKey;
import pms.schema.keys.v1.ReactorKeyServiceGrpc;
import pms.schema.keys.v1.WatchErasuresRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code pms.keys.v1.KeyService}: the contract stands in {@code keys.proto}. */
@GrpcService(interceptors = KeysTokenInterceptor.class)
final class KeyServiceEndpoint extends ReactorKeyServiceGrpc.KeyServiceImplBase {

    private static final Logger LOG = LoggerFactory.getLogger(KeyServiceEndpoint.class);
    private static final int MOST_IDS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PatientKeys keys;
    private final Erasures erasures;

    KeyServiceEndpoint(PatientKeys keys, Erasures erasures) {
        this.keys = keys;
        this.erasures = erasures;
    }

    @Override
    public Mono<GetKeysResponse> getKeys(GetKeysRequest request) {
        // Keys that a backup brought back are destroyed before anyone gets one.
        return Mono.fromCallable(() -> ids(request))
                .delayUntil(ids -> erasures.caughtUp().timeout(PATIENCE))
                .flatMap(keys::find)
                .map(found -> response(found.values()));
    }

    @Override
    public Flux<Erasure> watchErasures(WatchErasuresRequest request) {
        // The first message goes out when the watch has begun.
        return erasures.watch()
                .map(id -> Erasure.newBuilder().setPatientId(id.toString()).build())
                .mergeWith(Mono.just(Erasure.getDefaultInstance()));
    }

    @Override
    protected Throwable onErrorMap(Throwable error) {
        if (error instanceof StatusRuntimeException || error instanceof StatusException) {
            return error;
        }
        LOG.warn("Keys can't be given out: {}", error.toString());
        return Status.UNAVAILABLE.withDescription("keys can't be given out now").asRuntimeException();
    }

    private static List<UUID> ids(GetKeysRequest request) {
        if (request.getPatientIdsCount() > MOST_IDS) {
            throw invalid("more than " + MOST_IDS + " ids");
        }
        try {
            return request.getPatientIdsList().stream().map(UUID::fromString).toList();
        } catch (IllegalArgumentException malformed) {
            throw invalid("an id is not a UUID");
        }
    }

    private static StatusRuntimeException invalid(String reason) {
        return Status.INVALID_ARGUMENT.withDescription(reason).asRuntimeException();
    }

    private static GetKeysResponse response(Collection<DataKey> keys) {
        GetKeysResponse.Builder response = GetKeysResponse.newBuilder();
        for (DataKey key : keys) {
            if (key.isReadable()) {
                response.addKeys(PatientKey.newBuilder()
                        .setPatientId(key.patientId().toString())
                        .setKey(ByteString.copyFrom(key.bytes())));
            } else {
                response.addUnreadablePatientIds(key.patientId().toString());
            }
        }
        return response.build();
    }
}
