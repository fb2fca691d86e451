package pms.gateway.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import pms.gateway.auth.account.Passwords;
import pms.gateway.auth.account.User;
import pms.gateway.auth.account.Users;
import pms.gateway.auth.attempts.Attempt;
import pms.gateway.auth.attempts.LoginAttempts;
import pms.gateway.auth.session.Session;
import pms.gateway.auth.session.Sessions;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/** From credentials to a session. A wrong password and an unknown user get the same answer after the same work. */
@Component
class Login {

    private final LoginPreparation preparation;
    private final LoginAttempts attempts;
    private final Users users;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Clock clock;
    private final Duration patience;

    Login(
            LoginPreparation preparation,
            LoginAttempts attempts,
            Users users,
            Passwords passwords,
            Sessions sessions,
            Clock clock,
            LoginSettings settings) {
        this.preparation = preparation;
        this.attempts = attempts;
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
        this.clock = clock;
        this.patience = settings.patience();
    }

    /**
     * Errors: {@link Rejection} {@code invalid-credentials} or {@code too-many-attempts}; a timeout when the database does
     * not answer.
     */
    Mono<Session> login(Credentials credentials, String address) {
        Attempt attempt = Attempt.of(credentials.email().value(), address);
        return preparation
                .done()
                .then(attempts.guard(attempt, () -> login(credentials, clock.instant())))
                .timeout(patience)
                .checkpoint("login");
    }

    /** The token is of the time before the user was read: what changes about the user after that ends it. */
    private Mono<Session> login(Credentials credentials, Instant now) {
        return find(credentials)
                .flatMap(user -> check(user, credentials))
                .delayUntil(user -> strengthen(user, credentials))
                .flatMap(user -> sessions.open(user, now))
                .switchIfEmpty(Mono.error(Login::wrong));
    }

    private Mono<Optional<User>> find(Credentials credentials) {
        return users.find(credentials.email()).singleOptional();
    }

    private Mono<User> check(Optional<User> found, Credentials credentials) {
        Mono<Boolean> matches = found.isPresent()
                ? passwords.matches(credentials.password(), found.get().passwordHash())
                : passwords.matchesNobody(credentials.password());
        return matches.filter(Boolean::booleanValue)
                .flatMap(yes -> Mono.justOrEmpty(found))
                .filter(user -> !user.disabled())
                .switchIfEmpty(Mono.error(Login::wrong));
    }

    private Mono<Void> strengthen(User user, Credentials credentials) {
        return Mono.just(user)
                .filter(known -> passwords.isWeak(known.passwordHash()))
                .flatMap(known -> passwords.hash(credentials.password()))
                .flatMap(hash -> users.rehash(user, hash));
    }

    private static Rejection wrong() {
        return Rejection.of(ProblemCode.INVALID_CREDENTIALS, "E-mail or password is wrong.");
    }
}
