package pms.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Objects;
import java.util.Optional;

/** What a client learns from a failed call. */
record GrpcFailure(StatusRuntimeException error) {
    static GrpcFailure of(Throwable error) {
        assertThat(error).isInstanceOf(StatusRuntimeException.class);
        return new GrpcFailure((StatusRuntimeException) error);
    }

    Status.Code code() {
        return error.getStatus().getCode();
    }

    String reason() {
        return detail(ErrorInfo.class).map(ErrorInfo::getReason).orElse("");
    }

    <T extends Message> Optional<T> detail(Class<T> type) {
        var status = Objects.requireNonNull(StatusProto.fromThrowable(error));
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(type))
                .map(detail -> unpack(detail, type))
                .findFirst();
    }

    private static <T extends Message> T unpack(Any detail, Class<T> type) {
        try {
            return detail.unpack(type);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
