package pms.gateway.auth.account;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pms.access.Role;
import pms.gateway.auth.attempts.Attempt;
import pms.gateway.auth.attempts.LoginAttempts;
import pms.gateway.auth.token.TrustStore;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/** What administrators do with users, and users with their own password. */
@Component
class Accounts {

    private final Users users;
    private final UserChanges changes;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final TrustStore trust;
    private final LoginAttempts attempts;

    Accounts(
            Users users,
            UserChanges changes,
            Passwords passwords,
            PasswordRules rules,
            TrustStore trust,
            LoginAttempts attempts) {
        this.users = users;
        this.changes = changes;
        this.passwords = passwords;
        this.rules = rules;
        this.trust = trust;
        this.attempts = attempts;
    }

    /** Errors: {@link Rejection} {@code validation-failed} or {@code email-taken}. */
    Mono<User> create(EmailAddress email, Role role, String password) {
        return acceptable(email, password)
                .flatMap(passwords::hash)
                .flatMap(hash -> users.add(new NewUser(email, hash, role)))
                .switchIfEmpty(Mono.error(() -> Rejection.of(ProblemCode.EMAIL_TAKEN, "Another user has this e-mail.")))
                .checkpoint("create an account");
    }

    /** Errors: {@link Rejection} {@code user-not-found}, {@code validation-failed} or {@code last-admin}. */
    Mono<User> change(UUID id, @Nullable Role role, @Nullable Boolean disabled, @Nullable String password) {
        return find(id).flatMap(user -> toChange(user, role, disabled, password))
                .flatMap(change -> apply(id, change))
                .checkpoint("change an account");
    }

    /** Errors: {@link Rejection} {@code invalid-credentials}, {@code too-many-attempts} or {@code validation-failed}. */
    Mono<User> changeOwnPassword(EmailAddress email, String address, String current, String next) {
        return attempts.guard(Attempt.of(email.value(), address), () -> findBy(email, current))
                .flatMap(user -> change(user.id(), null, null, next));
    }

    private Mono<User> findBy(EmailAddress email, String current) {
        return users.find(email)
                .filterWhen(user -> passwords.matches(current, user.passwordHash()))
                .switchIfEmpty(Mono.error(
                        () -> Rejection.of(ProblemCode.INVALID_CREDENTIALS, "The current password is wrong.")));
    }

    Mono<User> find(UUID id) {
        return users.find(id).switchIfEmpty(Mono.error(Accounts::notFound));
    }

    private Mono<UserChange> toChange(
            User user, @Nullable Role role, @Nullable Boolean disabled, @Nullable String password) {
        if (password == null) {
            return Mono.just(new UserChange(role, disabled, null));
        }
        return acceptable(user.email(), password)
                .flatMap(passwords::hash)
                .map(hash -> new UserChange(role, disabled, hash));
    }

    /** Committed before the trust is read again: if that fails, it is read again soon anyway. */
    private Mono<User> apply(UUID id, UserChange change) {
        return changes.change(id, change)
                .switchIfEmpty(Mono.error(Accounts::notFound))
                .delayUntil(changed -> trust.reread().onErrorComplete());
    }

    private Mono<String> acceptable(EmailAddress email, String password) {
        return Mono.justOrEmpty(rules.objection(email, password))
                .flatMap(objection -> Mono.<String>error(() -> new Rejection(Problem.of(
                        ProblemCode.VALIDATION_FAILED,
                        "The password can't be accepted.",
                        Map.of("password", objection)))))
                .defaultIfEmpty(password);
    }

    private static Rejection notFound() {
        return Rejection.of(ProblemCode.USER_NOT_FOUND, "There is no user with this id.");
    }
}
