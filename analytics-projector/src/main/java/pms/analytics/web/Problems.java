package pms.analytics.web;

import io.r2dbc.spi.R2dbcException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import pms.analytics.access.AccessRefusal;
import pms.audit.AuditUnavailable;
import pms.projection.generation.ViewBeingBuilt;
import pms.projection.rebuild.RebuildRefusal;

/** Says for each error that a client may see what it sees: nothing from below leaks out. */
final class Problems {
    private Problems() {}

    /** The problem of an error; empty when the error is a fault of this service. */
    static Optional<Problem> of(Throwable error) {
        return switch (error) {
            case AccessRefusal e -> Optional.of(refusal(e));
            case AuditUnavailable e ->
                Optional.of(Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "audit-unavailable",
                                "The reading can't be put on record now, so nothing is shown")
                        .retryAfterSeconds(1));
            case InvalidParameter e -> Optional.of(invalid(e));
            case PositionNotReached e -> Optional.of(late(e));
            case ViewBeingBuilt e ->
                Optional.of(
                        Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "view-being-built", String.valueOf(e.getMessage()))
                                .retryAfterSeconds(5));
            case RebuildRefusal e ->
                Optional.of(Problem.of(e.status(), e.code(), e.detail()).withErrors(e.errors()));
            case TimeoutException e -> Optional.of(unavailable());
            case TransientDataAccessException e -> Optional.of(unavailable());
            case DataAccessResourceFailureException e -> Optional.of(unavailable());
            case R2dbcException e -> Optional.of(unavailable());
            case ResponseStatusException e -> refused(e);
            default -> Optional.empty();
        };
    }

    static Problem internal() {
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Something went wrong here; the correlation id helps to find out what");
    }

    private static Problem refusal(AccessRefusal refusal) {
        var told = String.valueOf(refusal.getMessage());
        return switch (refusal) {
            case AccessRefusal.Unauthorized e ->
                Problem.of(HttpStatus.UNAUTHORIZED, "unauthorized", told).withChallenge(e.challenge());
            case AccessRefusal.Forbidden e -> Problem.of(HttpStatus.FORBIDDEN, "forbidden", told);
            case AccessRefusal.NoSuchPath e -> Problem.of(HttpStatus.NOT_FOUND, "not-found", told);
            case AccessRefusal.Unavailable e ->
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", told).retryAfterSeconds(1);
        };
    }

    private static Problem invalid(InvalidParameter e) {
        return Problem.of(HttpStatus.BAD_REQUEST, "invalid-parameter", "A parameter is wrong")
                .withError(e.parameter(), e.expectation());
    }

    private static Problem late(PositionNotReached e) {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "position-not-reached", String.valueOf(e.getMessage()))
                .retryAfterSeconds(1);
    }

    private static Problem unavailable() {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "The views can't be read now")
                .retryAfterSeconds(1);
    }

    /** What the framework refuses: unknown paths, wrong methods and media types. */
    private static Optional<Problem> refused(ResponseStatusException e) {
        var code = switch (e.getStatusCode().value()) {
            case 400 -> "invalid-parameter";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 409 -> "conflict";
            case 415 -> "unsupported-media-type";
            default -> "";
        };
        return code.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(e.getStatusCode(), code, "The request was refused")
                        .withHeaders(e.getHeaders()));
    }
}
