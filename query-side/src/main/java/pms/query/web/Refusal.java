package pms.query.web;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request that is not answered as asked, with the stable code that clients may rely on. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;
    private final @Nullable String challenge;

    private Refusal(Problem problem, @Nullable Duration retryAfter) {
        this(problem, retryAfter, null);
    }

    private Refusal(Problem problem, @Nullable Duration retryAfter, @Nullable String challenge) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
        this.challenge = challenge;
    }

    /** Nobody that is known. {@code challenge} says what to send (RFC 6750). */
    public static Refusal unauthorized(String detail, String challenge) {
        return new Refusal(new Problem("unauthorized", HttpStatus.UNAUTHORIZED, detail, Map.of()), null, challenge);
    }

    /** Somebody who may not. */
    public static Refusal forbidden(String detail) {
        return new Refusal(new Problem("forbidden", HttpStatus.FORBIDDEN, detail, Map.of()), null);
    }

    /** A path that is not there. */
    public static Refusal notFound() {
        return new Refusal(
                new Problem("not-found", HttpStatus.NOT_FOUND, "There is nothing at this path.", Map.of()), null);
    }

    /** Something that is needed is away. */
    public static Refusal unavailable(String detail, Duration retryAfter) {
        return new Refusal(new Problem("unavailable", HttpStatus.SERVICE_UNAVAILABLE, detail, Map.of()), retryAfter);
    }

    /** Names all that is wrong at once: by parameter, what it must be. */
    public static Refusal invalidParameters(Map<String, String> errors) {
        return new Refusal(
                new Problem("invalid-parameter", HttpStatus.BAD_REQUEST, "A parameter is not valid.", errors), null);
    }

    public static Refusal invalidParameter(String name, String message) {
        return invalidParameters(Map.of(name, message));
    }

    public static Refusal patientNotFound(UUID id) {
        return new Refusal(
                new Problem("patient-not-found", HttpStatus.NOT_FOUND, "There is no patient " + id + ".", Map.of()),
                null);
    }

    public static Refusal encounterNotFound(UUID id) {
        return new Refusal(
                new Problem(
                        "encounter-not-found",
                        HttpStatus.NOT_FOUND,
                        "The patient has no encounter " + id + ".",
                        Map.of()),
                null);
    }

    public static Refusal positionNotReached(long position, Duration retryAfter) {
        return new Refusal(
                new Problem(
                        "position-not-reached",
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The view has not reached position " + position + " yet.",
                        Map.of()),
                retryAfter);
    }

    public static Refusal overloaded(HttpStatus status, String detail, Duration retryAfter) {
        return new Refusal(new Problem("overloaded", status, detail, Map.of()), retryAfter);
    }

    /** Whether it says that somebody may not. */
    public boolean isForbidden() {
        return problem.status() == HttpStatus.FORBIDDEN;
    }

    Problem problem() {
        return problem;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    @Nullable
    String challenge() {
        return challenge;
    }
}
