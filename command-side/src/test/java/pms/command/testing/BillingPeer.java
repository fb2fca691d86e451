package pms.command.testing;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pms.schema.billing.v1.Account;
import pms.schema.billing.v1.AccountStatus;
import pms.schema.billing.v1.CloseAccountRequest;
import pms.schema.billing.v1.OpenAccountRequest;
import pms.schema.billing.v1.OpenAccountResponse;
import pms.schema.billing.v1.ReactorBillingServiceGrpc;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A billing service over real gRPC that opens one account a patient, and fails when it is told to. */
public final class BillingPeer {

    public static final String TOKEN = "token-of-billing-in-tests-0123456789";
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Map<UUID, UUID> accounts = new ConcurrentHashMap<>();
    private final Set<UUID> closed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final int port;
    private volatile Function<Integer, Mono<Void>> before = call -> Mono.empty();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger largest = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile StreamScript script = (stream, answers) -> answers;
    private @Nullable Server server;

    public BillingPeer() {
        start(0);
        this.port = server == null ? 0 : server.getPort();
    }

    public String target() {
        return "127.0.0.1:" + port;
    }

    /** Patient to account. */
    public Map<UUID, UUID> accounts() {
        return accounts;
    }

    /** Patients whose accounts were closed. */
    public Set<UUID> closed() {
        return closed;
    }

    public int calls() {
        return calls.get();
    }

    /** What happens before a call is answered, by the number of the call from 1. */
    public void before(Function<Integer, Mono<Void>> step) {
        before = step;
    }

    /** What becomes of the answers of a streaming call. */
    @FunctionalInterface
    public interface StreamScript {
        /**
         * What the caller gets.
         *
         * @param stream number of the call from 1
         */
        Flux<OpenAccountResponse> play(int stream, Flux<OpenAccountResponse> answers);
    }

    public void streams(StreamScript play) {
        script = play;
    }

    /** Streaming calls so far. */
    public int streams() {
        return streams.get();
    }

    /** Requests in all streaming calls so far. */
    public int askedInStreams() {
        return asked.get();
    }

    /** Requests of the streaming call that had most. */
    public int largestStream() {
        return largest.get();
    }

    /** The most calls that were under way at a moment. */
    public int mostCallsAtOnce() {
        return mostAtOnce.get();
    }

    public void failCalls(int first, int last, Status status) {
        before(call -> call >= first && call <= last ? Mono.error(status.asRuntimeException()) : Mono.empty());
    }

    public void answerLate(Duration delay) {
        before(call -> Mono.delay(delay).then());
    }

    public void stop() throws InterruptedException {
        if (server != null) {
            server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
            server = null;
        }
    }

    public void restart() {
        start(port);
    }

    private void start(int onPort) {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort))
                    .addService(ServerInterceptors.intercept(new Service(), BillingPeer::guard))
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <Q, A> ServerCall.Listener<Q> guard(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (("Bearer " + TOKEN).equals(headers.get(AUTHORIZATION))) {
            return next.startCall(call, headers);
        }
        call.close(Status.UNAUTHENTICATED, new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private void began() {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    }

    private void noteRequest(int ofStream) {
        asked.incrementAndGet();
        largest.accumulateAndGet(ofStream, Math::max);
    }

    private final class Service extends ReactorBillingServiceGrpc.BillingServiceImplBase {
        @Override
        public Mono<OpenAccountResponse> openAccount(OpenAccountRequest request) {
            return Mono.defer(() -> before.apply(calls.incrementAndGet()))
                    .then(Mono.fromSupplier(() -> opened(request.getPatientId())))
                    .doOnSubscribe(subscription -> began())
                    .doFinally(signal -> atOnce.decrementAndGet());
        }

        @Override
        public Flux<OpenAccountResponse> openAccounts(Flux<OpenAccountRequest> requests) {
            int stream = streams.incrementAndGet();
            AtomicInteger taken = new AtomicInteger();
            Flux<OpenAccountResponse> answers = requests.doOnNext(request -> noteRequest(taken.incrementAndGet()))
                    .map(request -> opened(request.getPatientId()));
            return Flux.defer(() -> before.apply(calls.incrementAndGet()))
                    .thenMany(script.play(stream, answers))
                    .doOnSubscribe(subscription -> began())
                    .doFinally(signal -> atOnce.decrementAndGet());
        }

        @Override
        public Mono<Account> closeAccount(CloseAccountRequest request) {
            return Mono.defer(() -> before.apply(calls.incrementAndGet()))
                    .then(Mono.fromSupplier(() -> closed(request.getPatientId())));
        }

        private Account closed(String patientId) {
            UUID patient = UUID.fromString(patientId);
            closed.add(patient);
            return Account.newBuilder()
                    .setPatientId(patientId)
                    .setAccountId(accounts.computeIfAbsent(patient, id -> UUID.randomUUID())
                            .toString())
                    .setStatus(AccountStatus.ACCOUNT_STATUS_CLOSED)
                    .build();
        }

        private OpenAccountResponse opened(String patientId) {
            UUID account = accounts.computeIfAbsent(UUID.fromString(patientId), id -> UUID.randomUUID());
            return OpenAccountResponse.newBuilder()
                    .setPatientId(patientId)
                    .setAccountId(account.toString())
                    .setStatus(AccountStatus.ACCOUNT_STATUS_OPEN)
                    .build();
        }
    }
}
