package pms.gateway.auth.account;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pms.access.Role;
import pms.audit.Asker;
import pms.gateway.audit.Accesses;
import pms.gateway.audit.Action;
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
    private final Accesses accesses;

    Accounts(
            Users users,
            UserChanges changes,
            Passwords passwords,
            PasswordRules rules,
            TrustStore trust,
            LoginAttempts attempts,
            Accesses accesses) {
        this.users = users;
        this.changes = changes;
        this.passwords = passwords;
        this.rules = rules;
        this.trust = trust;
        this.attempts = attempts;
        this.accesses = accesses;
    }

    /**
     * Errors: {@link Rejection} {@code validation-failed} or {@code email-taken}.
     *
     * @param by who adds the user
     */
    Mono<User> create(EmailAddress email, Role role, String password, Asker by) {
        return acceptable(email, password)
                .flatMap(passwords::hash)
                .flatMap(hash -> changes.add(new NewUser(email, hash, role), user -> recordCreated(user, by)))
                .switchIfEmpty(Mono.error(() -> Rejection.of(ProblemCode.EMAIL_TAKEN, "Another user has this e-mail.")))
                .checkpoint("create an account");
    }

    /**
     * Errors: {@link Rejection} {@code user-not-found}, {@code validation-failed} or {@code last-admin}.
     *
     * @param by who changes the user
     */
    Mono<User> change(UUID id, @Nullable Role role, @Nullable Boolean disabled, @Nullable String password, Asker by) {
        return find(id).flatMap(user -> toChange(user, role, disabled, password))
                .flatMap(change -> apply(id, change, by, Action.USER_CHANGED))
                .checkpoint("change an account");
    }

    /**
     * Errors: {@link Rejection} {@code invalid-credentials}, {@code too-many-attempts} or {@code validation-failed}.
     *
     * @param by the user, and from where
     */
    Mono<User> changeOwnPassword(EmailAddress email, String current, String next, Asker by) {
        return attempts.guard(Attempt.of(email.value(), by.address()), () -> findBy(email, current))
                .onErrorResume(
                        Rejection.class, refusal -> recordRefused(refusal, by).then(Mono.error(refusal)))
                .flatMap(user -> toChange(user, null, null, next)
                        .flatMap(change -> apply(user.id(), change, by, Action.PASSWORD_CHANGED)))
                .checkpoint("change one's own password");
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
    private Mono<User> apply(UUID id, UserChange change, Asker by, Action action) {
        String detail = change.codes() + " user:" + id;
        return changes.change(id, change, changed -> accesses.changes(by, action, detail))
                .switchIfEmpty(Mono.error(Accounts::notFound))
                .delayUntil(changed -> trust.reread().onErrorComplete());
    }

    private Mono<Void> recordCreated(User user, Asker by) {
        return accesses.changes(by, Action.USER_CREATED, "role:" + user.role() + " user:" + user.id());
    }

    private Mono<Void> recordRefused(Rejection refusal, Asker by) {
        String code = refusal.problem().code() == ProblemCode.TOO_MANY_ATTEMPTS ? "locked" : "bad-credentials";
        return accesses.refusedOften(by.actor(), by, Action.PASSWORD_CHANGED, List.of(), code);
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
