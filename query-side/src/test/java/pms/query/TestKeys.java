package pms.query;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import pms.schema.keys.v1.Erasure;
import pms.schema.keys.v1.GetKeysRequest;
import pms.schema.keys.v1.GetKeysResponse;
import pms.schema.keys.v1.PatientKey;
import pms.schema.keys.v1.ReactorKeyServiceGrpc;
import pms.schema.keys.v1.WatchErasuresRequest;
import pms.schema.patient.v1.EncounterReason;
import pms.schema.patient.v1.Person;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A key service: makes the keys of whoever is sealed, gives them out, destroys them, and may be away. */
public final class TestKeys extends ReactorKeyServiceGrpc.KeyServiceImplBase implements AutoCloseable {

    public static final String TOKEN = "token-of-the-tests";

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final int NONCE_BYTES = 12;

    private final SecureRandom random = new SecureRandom();
    private final Map<UUID, byte[]> keys = new ConcurrentHashMap<>();
    private final Set<UUID> unreadable = ConcurrentHashMap.newKeySet();
    private final List<List<UUID>> requests = new CopyOnWriteArrayList<>();
    private final Sinks.Many<Erasure> told = Sinks.many().multicast().directBestEffort();
    private final Sinks.Many<Boolean> broken = Sinks.many().multicast().directBestEffort();
    private final Sinks.Many<Boolean> watches = Sinks.many().replay().all();
    private final Server server;
    private final Sinks.Empty<Void> cancelled = Sinks.empty();
    private volatile boolean away;
    private volatile boolean clear;
    private volatile boolean hanging;

    public TestKeys() {
        try {
            server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                    .addService(this)
                    .intercept(new Guard())
                    .build()
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Guard implements ServerInterceptor {

        @Override
        public <I, O> ServerCall.Listener<I> interceptCall(
                ServerCall<I, O> call, Metadata headers, ServerCallHandler<I, O> next) {
            if (("Bearer " + TOKEN).equals(headers.get(AUTHORIZATION))) {
                return next.startCall(call, headers);
            }
            call.close(Status.UNAUTHENTICATED, new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }

    public String target() {
        return "127.0.0.1:" + server.getPort();
    }

    /** For a comparison with persons in clear. */
    public void sealNothing(boolean inClear) {
        clear = inClear;
    }

    /** Makes the patient's key at first. */
    public ByteString seal(UUID patientId, UUID eventId, Person person) {
        return seal("pms.person.v1|", patientId, eventId, person);
    }

    /** Makes the patient's key at first. */
    public ByteString seal(UUID patientId, UUID eventId, EncounterReason reason) {
        return seal("pms.encounter.v1|", patientId, eventId, reason);
    }

    private ByteString seal(String purpose, UUID patientId, UUID eventId, Message personal) {
        if (clear) {
            return personal.toByteString();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(keys.computeIfAbsent(patientId, id -> newKey()), "AES"),
                    new GCMParameterSpec(128, nonce));
            cipher.updateAAD((purpose + patientId + "|" + eventId).getBytes(StandardCharsets.UTF_8));
            return ByteString.copyFrom(nonce).concat(ByteString.copyFrom(cipher.doFinal(personal.toByteArray())));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private byte[] newKey() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return key;
    }

    public byte @Nullable [] key(UUID patientId) {
        return keys.get(patientId);
    }

    /** And tells who watches, as soon as somebody does. */
    public void destroy(UUID patientId) {
        destroyUntold(patientId);
        Objects.requireNonNull(Flux.interval(Duration.ZERO, Duration.ofMillis(10))
                .filter(tick -> told.currentSubscriberCount() > 0)
                .blockFirst(App.PATIENCE));
        told.tryEmitNext(Erasure.newBuilder().setPatientId(patientId.toString()).build())
                .orThrow();
    }

    /** As if its row in the table of keys had been changed. */
    public void damage(UUID patientId) {
        unreadable.add(patientId);
    }

    public void destroyUntold(UUID patientId) {
        keys.remove(patientId);
    }

    /** No key is given out, and nobody is told anything, until it is back. */
    public void leave() {
        away = true;
        breakWatches();
    }

    public void comeBack() {
        away = false;
    }

    /** Takes requests and never answers. */
    public void hang() {
        hanging = true;
    }

    /** Completes when a request that hangs is cancelled. */
    public Mono<Void> cancelled() {
        return cancelled.asMono();
    }

    public void breakWatches() {
        broken.emitNext(true, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    /** Completes when so many watches have begun since the start. */
    public Mono<Void> watched(int times) {
        return watches.asFlux().take(times).then();
    }

    /** Whose keys were asked for, by request. */
    public List<List<UUID>> requests() {
        return requests;
    }

    @Override
    public Mono<GetKeysResponse> getKeys(GetKeysRequest request) {
        List<UUID> ids =
                request.getPatientIdsList().stream().map(UUID::fromString).toList();
        requests.add(ids);
        if (hanging) {
            return Mono.<GetKeysResponse>never()
                    .doOnCancel(() -> cancelled.tryEmitEmpty().orThrow());
        }
        return away ? Mono.error(Status.UNAVAILABLE.asRuntimeException()) : Mono.just(response(ids));
    }

    private GetKeysResponse response(List<UUID> ids) {
        GetKeysResponse.Builder response = GetKeysResponse.newBuilder();
        for (UUID id : ids) {
            byte @Nullable [] key = keys.get(id);
            if (unreadable.contains(id)) {
                response.addUnreadablePatientIds(id.toString());
            } else if (key != null) {
                response.addKeys(
                        PatientKey.newBuilder().setPatientId(id.toString()).setKey(ByteString.copyFrom(key)));
            }
        }
        return response.build();
    }

    @Override
    public Flux<Erasure> watchErasures(WatchErasuresRequest request) {
        if (away) {
            return Flux.error(Status.UNAVAILABLE.asRuntimeException());
        }
        return told.asFlux()
                .onBackpressureBuffer()
                .mergeWith(Mono.just(Erasure.getDefaultInstance()))
                .doOnSubscribe(begun -> watches.tryEmitNext(true).orThrow())
                .takeUntilOther(broken.asFlux().next().then(Mono.error(Status.UNAVAILABLE.asRuntimeException())));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
