package pms.billing.endpoint;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pms.billing.account.Rejection;
import pms.billing.database.Transience;

/**
 * Turns failures into statuses with details, after
 * <a href="https://google.aip.dev/193">AIP-193</a>. What the caller can't act on is logged here and goes out without
 * its message.
 */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String DOMAIN = "billing.pms";
    private static final RetryInfo IN_A_SECOND = RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(1))
            .build();

    private Failures() {}

    /**
     * Loads what the first failure needs. A stream that fails is cancelled by reactor-grpc 100 ms later, and loading
     * all of this took longer on a busy machine: the caller then saw CANCELLED instead of the reason.
     */
    static void prepare() {
        var unused = StatusProto.fromThrowable(translate(new Rejection.InvalidField("", "")));
    }

    static Throwable translate(Throwable error) {
        if (error instanceof StatusRuntimeException || error instanceof StatusException) {
            return error;
        }
        if (error instanceof Rejection rejection) {
            return translate(rejection);
        }
        if (Transience.isTransient(error)) {
            LOG.warn("The database did not answer: {}", error.toString());
            return failure(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE", "The service can't answer now", IN_A_SECOND);
        }
        LOG.error("A call failed", error);
        return failure(Code.INTERNAL, "INTERNAL", "The call failed inside the service");
    }

    private static StatusRuntimeException translate(Rejection rejection) {
        return switch (rejection) {
            case Rejection.InvalidField invalid -> failure(Code.INVALID_ARGUMENT, invalid, violation(invalid));
            case Rejection.AccountNotFound missing -> failure(Code.NOT_FOUND, missing);
            case Rejection.TooManyOpenings tooMany -> failure(Code.RESOURCE_EXHAUSTED, tooMany, IN_A_SECOND);
            case Rejection.ShuttingDown closing -> failure(Code.UNAVAILABLE, closing, IN_A_SECOND);
        };
    }

    private static BadRequest violation(Rejection.InvalidField invalid) {
        return BadRequest.newBuilder()
                .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                        .setField(invalid.field())
                        .setDescription(invalid.message()))
                .build();
    }

    private static StatusRuntimeException failure(Code code, Rejection rejection, Message... details) {
        return failure(code, rejection.code(), rejection.message(), details);
    }

    private static StatusRuntimeException failure(Code code, String reason, String message, Message... details) {
        var info = ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN).build();
        var packed = Stream.concat(Stream.of(info), Stream.of(details)).map(Any::pack);
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .addAllDetails(packed.toList())
                .build());
    }
}
