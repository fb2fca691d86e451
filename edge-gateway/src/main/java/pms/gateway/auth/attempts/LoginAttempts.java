package pms.gateway.auth.attempts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/**
 * Slows down who tries passwords: failures are counted for each e-mail, whether it is a user's or not, and for each
 * address. After some of them every further attempt has to wait, with the right password too, so that waiting tells
 * nothing. Only failures count: however many logins succeed, none waits. A success forgets those of the e-mail.
 *
 * <p>Attempts that are under way at once are all let through before the first of them fails; how many that are is bounded
 * by the queue for hashing.
 */
@Component
public class LoginAttempts {

    private final FailureStore store;
    private final AttemptSettings settings;
    private final Clock clock;

    LoginAttempts(FailureStore store, AttemptSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Makes the attempt unless it has to wait. A {@link Rejection} {@code invalid-credentials} is a failure; any other
     * error counts for nothing. Errors: that of the attempt, or {@code too-many-attempts}.
     */
    public <T> Mono<T> guard(Attempt attempt, Supplier<Mono<T>> login) {
        return requireNoWait(attempt)
                .then(Mono.defer(login))
                .delayUntil(success -> store.forget(attempt.account()))
                .onErrorResume(
                        LoginAttempts::isFailure, failure -> count(attempt).then(Mono.error(failure)));
    }

    private Mono<Void> requireNoWait(Attempt attempt) {
        return Mono.defer(() -> store.find(attempt, forgotten())
                .map(failures -> waitFor(failures, attempt))
                .reduce(Duration.ZERO, LoginAttempts::longer)
                .filter(wait -> wait.compareTo(Duration.ZERO) > 0)
                .flatMap(wait -> Mono.error(tooMany(wait))));
    }

    private Duration waitFor(FailureStore.Failures failures, Attempt attempt) {
        boolean ofAccount = failures.subject().equals(attempt.account());
        int free = ofAccount ? settings.freePerAccount() : settings.freePerAddress();
        Instant next = failures.lastAt().plus(settings.waitAfter(failures.count(), free));
        return Duration.between(now(), next);
    }

    private Mono<Void> count(Attempt attempt) {
        Instant now = now();
        return store.count(attempt.account(), now, forgotten())
                .then(Mono.defer(() -> store.count(attempt.address(), now, forgotten())))
                .then(Mono.defer(() -> store.deleteForgotten(forgotten())));
    }

    /** No finer than the database keeps it, so that it does not come back as later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant forgotten() {
        return now().minus(settings.forgottenAfter());
    }

    private static boolean isFailure(Throwable failure) {
        return failure instanceof Rejection rejection && rejection.problem().code() == ProblemCode.INVALID_CREDENTIALS;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Rejection tooMany(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return new Rejection(Problem.of(ProblemCode.TOO_MANY_ATTEMPTS, "Too many logins failed. Wait.")
                .with(HttpHeaders.RETRY_AFTER, String.valueOf(seconds)));
    }
}
