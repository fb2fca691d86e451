package pms.billing;

import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import pms.schema.billing.v1.CloseAccountRequest;
import pms.schema.billing.v1.GetAccountRequest;
import pms.schema.billing.v1.OpenAccountRequest;
import pms.schema.billing.v1.ReactorBillingServiceGrpc;
import pms.schema.billing.v1.WatchAccountsRequest;

/** The whole service on free ports, and a client that reaches it over a socket. */
final class RunningBilling implements AutoCloseable {
    static final String TOKEN = TestDatabase.TOKEN;
    static final String OPERATOR = "the-operator-of-all-the-tests-0123456789";
    private static final int SMALL_WINDOW_BYTES = 64 * 1024;

    private final ConfigurableApplicationContext context;
    private final ManagedChannel channel;

    RunningBilling(TestDatabase database, String... settings) {
        this(Stream.concat(Arrays.stream(database.settings()), Arrays.stream(settings)));
    }

    /** All its settings but its ports. */
    RunningBilling(Stream<String> settings) {
        var fixed = Stream.of("--server.port=0", "--server.address=127.0.0.1", "--spring.grpc.server.port=0");
        var arguments = Stream.concat(fixed, settings).toArray(String[]::new);
        context = new SpringApplicationBuilder(BillingGrpc.class).run(arguments);
        channel = connect();
    }

    private ManagedChannel connect() {
        return NettyChannelBuilder.forAddress(
                        "127.0.0.1", context.getBean(GrpcServerLifecycle.class).getPort())
                .usePlaintext()
                .flowControlWindow(SMALL_WINDOW_BYTES)
                .build();
    }

    ReactorBillingServiceGrpc.ReactorBillingServiceStub client() {
        return ReactorBillingServiceGrpc.newReactorStub(channel());
    }

    /** Shows the token. */
    Channel channel() {
        return channel(TOKEN);
    }

    Channel channel(String token) {
        return showing(token, channel);
    }

    /** By a connection of its own, for what the server may end a connection for; shows the token. */
    <T> T alone(Function<Channel, T> calls) {
        ManagedChannel own = connect();
        try {
            return calls.apply(showing(TOKEN, own));
        } finally {
            own.shutdownNow();
        }
    }

    private static Channel showing(String token, Channel channel) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** Shows nothing. */
    Channel anonymous() {
        return channel;
    }

    /** Those of the beans, with the health and the reflection among them. */
    List<ServerServiceDefinition> services() {
        return context.getBeansOfType(BindableService.class).values().stream()
                .map(BindableService::bindService)
                .toList();
    }

    int httpPort() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Stops the service as a signal would, while the client stays. */
    void stop() {
        context.close();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        context.close();
    }

    static OpenAccountRequest open(UUID patientId) {
        return open(patientId.toString());
    }

    static OpenAccountRequest open(String patientId) {
        return OpenAccountRequest.newBuilder().setPatientId(patientId).build();
    }

    static CloseAccountRequest close(UUID patientId) {
        return close(patientId.toString());
    }

    static CloseAccountRequest close(String patientId) {
        return CloseAccountRequest.newBuilder().setPatientId(patientId).build();
    }

    static GetAccountRequest get(String patientId) {
        return GetAccountRequest.newBuilder().setPatientId(patientId).build();
    }

    static WatchAccountsRequest watchAfter(long sequence) {
        return WatchAccountsRequest.newBuilder().setAfter(sequence).build();
    }
}
