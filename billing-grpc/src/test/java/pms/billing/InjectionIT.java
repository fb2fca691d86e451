package pms.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import pms.access.HostileText;

/**
 * Every text field of every method that the server has, and what stands beside a call, filled with every hostile text: it
 * is refused by its name. Nothing of it gets into a status or a log, and the database is what it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class InjectionIT {
    private static final Set<Status.Code> DECENT = Set.of(
            Status.Code.OK,
            Status.Code.INVALID_ARGUMENT,
            Status.Code.NOT_FOUND,
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.UNIMPLEMENTED);
    private static final Set<HostileText> NO_UTF_8 =
            Set.of(HostileText.LONE_HIGH_SURROGATE, HostileText.LONE_LOW_SURROGATE);
    private static final Set<Status.Code> ENDED = Set.of(Status.Code.CANCELLED, Status.Code.UNAVAILABLE);
    private static final String GET_ACCOUNT = "pms.billing.v1.BillingService/GetAccount";

    private final TestDatabase database = new TestDatabase();
    private RunningBilling billing;

    /** A text field of the message that a method takes. */
    record Field(String method, int number, String name) {
        @Override
        public String toString() {
            return method + " " + name;
        }

        byte[] filledWith(byte[] text) {
            var value = UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFrom(text));
            return UnknownFieldSet.newBuilder()
                    .addField(number, value.build())
                    .build()
                    .toByteArray();
        }
    }

    @BeforeAll
    void start() {
        billing = new RunningBilling(database);
    }

    @AfterAll
    void stop() {
        billing.close();
    }

    @AfterEach
    void nothingElseHappened(CapturedOutput output) throws SQLException {
        assertThat(database.number(
                        "select count(*) from account where patient_id <> '" + HostileText.ZERO_ID.text() + "'"))
                .as("accounts of others than the one patient that a text names")
                .isZero();
        assertThat(output)
                .doesNotContainIgnoringCase(HostileText.MARK)
                .doesNotContain("X-Injected", "Exception", "\tat ");
    }

    Stream<Field> fields() {
        return billing.services().stream()
                .flatMap(service -> service.getMethods().stream())
                .map(method -> method.getMethodDescriptor())
                .flatMap(method -> inputOf(method)
                        .filter(field -> field.getType() == FieldDescriptor.Type.STRING)
                        .map(field -> new Field(method.getFullMethodName(), field.getNumber(), field.getName())));
    }

    private static Stream<FieldDescriptor> inputOf(MethodDescriptor<?, ?> method) {
        var schema = (ProtoMethodDescriptorSupplier)
                Objects.requireNonNull(method.getSchemaDescriptor(), method::getFullMethodName);
        return schema.getMethodDescriptor().getInputType().getFields().stream();
    }

    @Test
    void theFieldsAreFound() {
        assertThat(fields().map(Field::toString)).contains(GET_ACCOUNT + " patient_id");
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldIsRefusedByItsName(Field field) {
        for (var text : HostileText.values()) {
            var status = status(field, text);
            if (NO_UTF_8.contains(text)) {
                assertDecent(text, status);
                assertThat(status.getCode()).as("%s: %s", text, status).isEqualTo(Status.Code.INVALID_ARGUMENT);
                continue;
            }
            if (text == HostileText.LONG && ENDED.contains(status.getCode())) {
                continue; // gRPC ends some calls so whose message is longer than it takes, or their connection
            }
            assertThat(status.getCode()).as("%s: %s", text, status).isIn(DECENT);
            if (field.method().startsWith("pms.") && text != HostileText.ZERO_ID && text != HostileText.LONG) {
                assertDecent(text, status);
                assertThat(status.getCode()).as("%s: %s", text, status).isEqualTo(Status.Code.INVALID_ARGUMENT);
            }
        }
    }

    @Test
    void bytesThatAreNoMessageAreRefusedInOneLineEach(CapturedOutput output) {
        byte[] cutOff = {0x0a, 0x7f, 0x01};

        assertThat(call(billing.anonymous(), "grpc.health.v1.Health/Check", cutOff)
                        .getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);

        assertThat(output.getAll().lines().filter(line -> line.contains("Health/Check")))
                .hasSize(1);
    }

    @Test
    void whatCanNotBeReadAmidAStreamEndsItAlone() {
        byte[] noUtf8 = new Field("", 1, "").filledWith(HostileText.LONE_HIGH_SURROGATE.bytes());

        assertThat(call(billing.channel(), "pms.billing.v1.BillingService/OpenAccounts", noUtf8)
                        .getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(call(billing.channel(), GET_ACCOUNT, new byte[0]).getCode())
                .as("the connection is as good as before")
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    /** A message that is longer than the server takes may end its connection, and what else is on it. */
    private Status status(Field field, HostileText text) {
        byte[] message = field.filledWith(text.bytes());
        return text == HostileText.LONG
                ? billing.alone(own -> call(own, field.method(), message))
                : call(billing.channel(), field.method(), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-anything", "x-anything-bin", "traceparent", "x-forwarded-for", "grpc-tags-bin"})
    void whatStandsBesideACallChangesNothing(String key) {
        texts(key).forEach(text -> {
            var headers = new Metadata();
            put(headers, key, text);
            var channel =
                    ClientInterceptors.intercept(billing.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
            var id = new Field(GET_ACCOUNT, 1, "patient_id");
            assertDecent(text, call(channel, GET_ACCOUNT, id.filledWith(new byte[0])));
        });
    }

    @Test
    void noTextIsTakenForTheToken() {
        texts("authorization").forEach(text -> {
            var headers = new Metadata();
            put(headers, "authorization", text);
            var channel = ClientInterceptors.intercept(
                    billing.anonymous(), MetadataUtils.newAttachHeadersInterceptor(headers));
            assertThat(call(channel, GET_ACCOUNT, new byte[0]).getCode())
                    .as("%s", text)
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
        });
    }

    /** Those that gRPC can send beside a call. */
    private static Stream<HostileText> texts(String key) {
        return Arrays.stream(HostileText.values())
                .filter(text -> text != HostileText.LONG)
                .filter(text -> key.endsWith("-bin") || text.text().chars().allMatch(c -> c >= 0x20 && c < 0x7f));
    }

    private static void put(Metadata headers, String key, HostileText text) {
        if (key.endsWith("-bin")) {
            headers.put(Metadata.Key.of(key, Metadata.BINARY_BYTE_MARSHALLER), text.bytes());
        } else {
            headers.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), text.text());
        }
    }

    private static void assertDecent(HostileText text, Status status) {
        assertThat(status.getCode()).as("%s: %s", text, status).isIn(DECENT);
        assertThat(String.valueOf(status.getDescription())).doesNotContainIgnoringCase(HostileText.MARK);
    }

    private static Status call(Channel channel, String method, byte[] message) {
        var descriptor = MethodDescriptor.newBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER)
                .setFullMethodName(method)
                .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
                .build();
        try {
            var unused = ClientCalls.blockingServerStreamingCall(channel, descriptor, CallOptions.DEFAULT, message)
                    .hasNext();
            return Status.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus();
        }
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
