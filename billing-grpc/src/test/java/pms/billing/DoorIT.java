package pms.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method that the server has, called by those who may not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorIT {
    private static final List<String> WRONG =
            List.of("", "wrong", RunningBilling.OPERATOR, RunningBilling.TOKEN + "x", "eyJhbGciOiJub25lIn0.e30.");
    private RunningBilling billing;

    @BeforeAll
    void start() {
        billing = new RunningBilling(new TestDatabase());
    }

    @AfterAll
    void stop() {
        billing.close();
    }

    private Stream<ServerServiceDefinition> services() {
        return billing.services().stream();
    }

    Stream<String> guarded() {
        return services()
                .filter(service -> !service.getServiceDescriptor().getName().equals("grpc.health.v1.Health"))
                .flatMap(service -> service.getMethods().stream())
                .map(method -> method.getMethodDescriptor().getFullMethodName());
    }

    @Test
    void offersTheseServicesAndNoOther() {
        assertThat(services().map(service -> service.getServiceDescriptor().getName()))
                .contains("pms.billing.v1.BillingService", "grpc.health.v1.Health")
                .allMatch(name -> name.startsWith("pms.billing.v1.") || name.startsWith("grpc."));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void answersNobodyWithoutTheToken(String method) {
        assertRefused(billing.anonymous(), method);
        WRONG.forEach(token -> assertRefused(billing.channel(token), method));
    }

    private static void assertRefused(Channel channel, String method) {
        assertThatThrownBy(() -> call(channel, method))
                .as(method)
                .satisfies(failure ->
                        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
    }

    /** With an empty message, whatever the method takes. */
    private static boolean call(Channel channel, String method) {
        var descriptor = MethodDescriptor.newBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER)
                .setFullMethodName(method)
                .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
                .build();
        return ClientCalls.blockingServerStreamingCall(channel, descriptor, CallOptions.DEFAULT, new byte[0])
                .hasNext();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        private static final Bytes MARSHALLER = new Bytes();

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return new byte[0];
        }
    }
}
