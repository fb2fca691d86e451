package pms.gateway.problem;

import io.netty.channel.ChannelException;
import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import pms.audit.AuditUnavailable;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** From what was thrown to what is told: the one place where exceptions of all the libraries below become problems. */
final class Translation {

    private static final String PART_DOWN = "A part of the system that is needed for this does not answer. Try again.";

    private Translation() {}

    /** The problem to tell. {@code INTERNAL_ERROR} stands for everything that has no reason a client could know. */
    static Problem of(Throwable failure) {
        if (failure instanceof Rejection rejection) {
            return rejection.problem();
        }
        if (causedBy(failure, Rejection.class) instanceof Rejection rejection) {
            return rejection.problem();
        }
        if (failure instanceof AuditUnavailable) {
            return Problem.passing(
                    ProblemCode.AUDIT_UNAVAILABLE, "Nothing is shown or changed while it can't be put on record.");
        }
        if (causedBy(failure, DataBufferLimitException.class) != null) {
            return Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than what is accepted here.");
        }
        if (causedBy(failure, RejectedExecutionException.class) != null
                || causedBy(failure, PoolAcquirePendingLimitException.class) != null
                || causedBy(failure, reactor.pool.PoolAcquirePendingLimitException.class) != null) {
            return Problem.passing(ProblemCode.OVERLOADED, "Too many requests wait already. Try again.");
        }
        return switch (failure) {
            case ServerWebInputException input -> ofInput(input);
            case MethodNotAllowedException method -> ofMethod(method);
            case ResponseStatusException status -> ofStatus(status);
            case TimeoutException timeout -> Problem.passing(ProblemCode.UNAVAILABLE, PART_DOWN);
            case AbortedException connection -> Problem.passing(ProblemCode.UNAVAILABLE, PART_DOWN);
            case ChannelException connection -> Problem.passing(ProblemCode.UNAVAILABLE, PART_DOWN);
            case IOException connection -> Problem.passing(ProblemCode.UNAVAILABLE, PART_DOWN);
            case R2dbcException database -> Problem.passing(ProblemCode.UNAVAILABLE, PART_DOWN);
            case DataAccessException database -> Problem.passing(ProblemCode.UNAVAILABLE, PART_DOWN);
            default -> internal();
        };
    }

    private static Problem ofInput(ServerWebInputException input) {
        Throwable unknown = causedBy(input, UnrecognizedPropertyException.class);
        if (unknown instanceof UnrecognizedPropertyException property) {
            return Problem.of(
                    ProblemCode.UNKNOWN_FIELD,
                    "The body has a field that is not known.",
                    Map.of(property.getPropertyName(), "Unknown field"));
        }
        if (causedBy(input, StreamReadException.class) == null
                && causedBy(input, DatabindException.class) instanceof DatabindException wrongType) {
            return ofWrongType(wrongType);
        }
        return Problem.of(ProblemCode.MALFORMED_JSON, "The body has to be one JSON object.");
    }

    private static Problem ofWrongType(DatabindException wrongType) {
        String field = wrongType.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        if (field.isEmpty()) {
            return Problem.of(ProblemCode.MALFORMED_JSON, "The body has to be one JSON object.");
        }
        return Problem.of(
                ProblemCode.VALIDATION_FAILED, "A field has the wrong type.", Map.of(field, "Has the wrong type"));
    }

    private static Problem ofMethod(MethodNotAllowedException failure) {
        String allowed = failure.getSupportedMethods().stream()
                .map(HttpMethod::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "Offered here: " + allowed + ".")
                .with(HttpHeaders.ALLOW, allowed);
    }

    private static Problem ofStatus(ResponseStatusException failure) {
        return switch (HttpStatus.resolve(failure.getStatusCode().value())) {
            case BAD_REQUEST -> Problem.of(ProblemCode.INVALID_PARAMETER, "A parameter is missing or not valid.");
            case NOT_FOUND -> Problem.of(ProblemCode.NOT_FOUND, "No such path.");
            case NOT_ACCEPTABLE -> Problem.of(ProblemCode.NOT_ACCEPTABLE, "Answers are JSON here.");
            case CONTENT_TOO_LARGE ->
                Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than what is accepted here.");
            case UNSUPPORTED_MEDIA_TYPE ->
                Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The body has to be application/json.");
            case SERVICE_UNAVAILABLE, GATEWAY_TIMEOUT, BAD_GATEWAY ->
                Problem.passing(ProblemCode.UNAVAILABLE, PART_DOWN);
            case null, default -> internal();
        };
    }

    private static Problem internal() {
        return Problem.of(
                ProblemCode.INTERNAL_ERROR, "This is a fault of the system. It was logged under the correlation id.");
    }

    private static @Nullable Throwable causedBy(Throwable failure, Class<? extends Throwable> type) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 20; depth++) {
            if (type.isInstance(at)) {
                return at;
            }
            at = at.getCause();
        }
        return null;
    }
}
