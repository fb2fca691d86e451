package pms.command.http;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import pms.audit.AuditUnavailable;
import pms.command.access.AccessRefusal;
import pms.command.eventstore.EventStoreException;
import pms.command.eventstore.StoreClosed;
import pms.command.eventstore.StoreOverloaded;
import pms.command.eventstore.StoreUnavailable;
import pms.command.handling.Overloaded;
import pms.command.patient.InvalidDetails;
import pms.command.patient.Rejection;

/** Says for each error that a client may see what it sees: nothing from below leaks out. */
final class Problems {

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final int MAX_CAUSES = 16;

    private Problems() {}

    /** The problem of an error; empty when the error is a fault of this service. */
    static Optional<Problem> of(Throwable error) {
        return switch (error) {
            case BadRequest e -> Optional.of(badRequest(e));
            case InvalidDetails e -> Optional.of(badRequest(BadRequest.validation(e.faults())));
            case AccessRefusal e -> Optional.of(refusal(e));
            case Rejection e -> Optional.of(rejection(e));
            case Overloaded e -> Optional.of(overloaded());
            case AuditUnavailable e -> Optional.of(notOnRecord());
            case StoreOverloaded e -> Optional.of(overloaded());
            case StoreClosed e -> Optional.of(unavailable());
            case EventStoreException.Transient e -> Optional.of(unavailable());
            case TimeoutException e -> Optional.of(unavailable());
            case DataBufferLimitException e -> Optional.of(tooLarge());
            case ResponseStatusException e -> status(e);
            default -> below(error);
        };
    }

    /** What was wrapped on its way, as Axon's futures do it, and what says that the database is away. */
    private static Optional<Problem> below(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .filter(Problems::saysWhenToRetry)
                .findFirst()
                .flatMap(Problems::of)
                .or(() -> StoreUnavailable.isOutage(error) ? Optional.of(unavailable()) : Optional.empty());
    }

    private static boolean saysWhenToRetry(Throwable error) {
        return error instanceof EventStoreException.Transient
                || error instanceof StoreClosed
                || error instanceof Overloaded;
    }

    static Problem internal() {
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Internal error",
                "Something went wrong here; the correlation id helps to find out what");
    }

    static Problem tooLarge() {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE, "payload-too-large", "Body too large", "The body is larger than allowed");
    }

    private static Problem badRequest(BadRequest e) {
        Problem problem = Problem.of(HttpStatus.BAD_REQUEST, e.code(), titleOf(e.code()), message(e));
        return e.errors().isEmpty() ? problem : problem.with("errors", e.errors());
    }

    private static Problem refusal(AccessRefusal refusal) {
        return switch (refusal) {
            case AccessRefusal.Unauthorized e ->
                of(HttpStatus.UNAUTHORIZED, "unauthorized", e).withHeader(HttpHeaders.WWW_AUTHENTICATE, e.challenge());
            case AccessRefusal.Forbidden e -> of(HttpStatus.FORBIDDEN, "forbidden", e);
            case AccessRefusal.NoSuchPath e -> of(HttpStatus.NOT_FOUND, "not-found", e);
            case AccessRefusal.Unavailable e ->
                of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", e)
                        .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        };
    }

    private static Problem of(HttpStatus status, String code, AccessRefusal refusal) {
        return Problem.of(status, code, titleOf(code), message(refusal));
    }

    private static Problem rejection(Rejection rejection) {
        HttpStatus status = switch (rejection) {
            case Rejection.Taken e -> HttpStatus.CONFLICT;
            case Rejection.PatientNotFound e -> HttpStatus.NOT_FOUND;
            case Rejection.PatientIsDeactivated e -> HttpStatus.CONFLICT;
            case Rejection.PatientIsErased e -> HttpStatus.GONE;
            case Rejection.EncounterNotFound e -> HttpStatus.NOT_FOUND;
            case Rejection.EncounterIsFinished e -> HttpStatus.CONFLICT;
            case Rejection.EndsBeforeItsStart e -> HttpStatus.BAD_REQUEST;
            case Rejection.VersionMismatch e -> HttpStatus.PRECONDITION_FAILED;
            case Rejection.IdempotencyKeyReused e -> HttpStatus.UNPROCESSABLE_CONTENT;
            case Rejection.ConcurrentChange e -> HttpStatus.CONFLICT;
        };
        Problem problem = Problem.of(status, rejection.code(), titleOf(rejection.code()), message(rejection));
        return switch (rejection) {
            case Rejection.Taken taken ->
                problem.with("patientId", taken.holder().toString());
            case Rejection.EndsBeforeItsStart e -> problem.with("errors", Map.of("end", message(e)));
            default -> problem;
        };
    }

    /** What the framework refuses: unknown paths, wrong methods and media types. */
    private static Optional<Problem> status(ResponseStatusException e) {
        String code = switch (e.getStatusCode().value()) {
            case 400 -> "bad-request";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "payload-too-large";
            case 415 -> "unsupported-media-type";
            default -> "";
        };
        return code.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(e.getStatusCode(), code, titleOf(code), titleOf(code))
                        .withHeaders(e.getHeaders()));
    }

    private static Problem overloaded() {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "overloaded",
                        "Overloaded",
                        "More commands come in than can be stored; try again")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    private static Problem notOnRecord() {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "audit-unavailable",
                        "Audit unavailable",
                        "The answer would tell of a patient, and that can't be put on record now; nothing was changed")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    private static Problem unavailable() {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "Unavailable",
                        "The event store does not answer; the command may or may not have been carried out")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    private static String titleOf(String code) {
        String words = code.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String message(Throwable e) {
        return String.valueOf(e.getMessage());
    }
}
