package pms.gateway.support;

import com.google.protobuf.Timestamp;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import pms.schema.billing.v1.Account;
import pms.schema.billing.v1.AccountStatus;
import pms.schema.billing.v1.GetAccountRequest;
import pms.schema.billing.v1.ReactorBillingServiceGrpc;
import reactor.core.publisher.Mono;

/** A small real billing service: what it answers depends on the patient who is asked for. */
public final class Billing extends ReactorBillingServiceGrpc.BillingServiceImplBase implements AutoCloseable {

    public static final String KNOWN = "0b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e";
    public static final String CLOSED = "1b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e";
    public static final String SILENT = "2b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e";
    public static final String AWAY_TWICE = "3b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e";
    public static final String AWAY = "4b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e";
    public static final String BROKEN = "5b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e";

    public static final String TOKEN = "token-of-billing-in-tests-0123456789";

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> CORRELATION =
            Metadata.Key.of("x-correlation-id", Metadata.ASCII_STRING_MARSHALLER);

    private volatile String correlationId = "";
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final Server server;

    public Billing() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(ServerInterceptors.intercept(this, this::remember))
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String target() {
        return "127.0.0.1:" + server.getPort();
    }

    public int calls() {
        return calls.get();
    }

    public int cancelled() {
        return cancelled.get();
    }

    /** The correlation id that the last call came with. */
    public String correlationId() {
        return correlationId;
    }

    private <Q, A> ServerCall.Listener<Q> remember(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!("Bearer " + TOKEN).equals(headers.get(AUTHORIZATION))) {
            call.close(Status.UNAUTHENTICATED, new Metadata());
            return new ServerCall.Listener<>() {};
        }
        correlationId = Objects.requireNonNullElse(headers.get(CORRELATION), "");
        return next.startCall(call, headers);
    }

    @Override
    public Mono<Account> getAccount(GetAccountRequest request) {
        int call = calls.incrementAndGet();
        return switch (request.getPatientId()) {
            case KNOWN -> Mono.just(account(KNOWN, AccountStatus.ACCOUNT_STATUS_OPEN));
            case CLOSED -> Mono.just(account(CLOSED, AccountStatus.ACCOUNT_STATUS_CLOSED));
            case SILENT -> Mono.<Account>never().doOnCancel(cancelled::incrementAndGet);
            case AWAY -> Mono.error(Status.UNAVAILABLE.asException());
            case AWAY_TWICE ->
                call % 3 == 0
                        ? Mono.just(account(AWAY_TWICE, AccountStatus.ACCOUNT_STATUS_OPEN))
                        : Mono.error(Status.UNAVAILABLE.asException());
            case BROKEN ->
                Mono.error(Status.INTERNAL
                        .withDescription("secret of the database")
                        .asException());
            default -> Mono.error(Status.NOT_FOUND.asException());
        };
    }

    private static Account account(String patientId, AccountStatus status) {
        return Account.newBuilder()
                .setAccountId("acc-" + patientId)
                .setPatientId(patientId)
                .setStatus(status)
                .setOpenedAt(Timestamp.newBuilder().setSeconds(1_700_000_000))
                .build();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
