package pms.gateway.auth;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import pms.audit.Asker;
import pms.gateway.audit.Accesses;
import pms.gateway.audit.Action;
import pms.gateway.audit.Askers;
import pms.gateway.auth.account.EmailAddress;
import pms.gateway.auth.account.User;
import pms.gateway.auth.account.Users;
import pms.gateway.problem.ProblemCode;
import pms.gateway.routing.NetworkAddress;
import reactor.core.publisher.Mono;

/**
 * Puts logins on record, and those that were refused. An e-mail is named when it is a user's: what else somebody typed,
 * a password perhaps, is not kept. For a user and for nobody the same is done, so that the time of an answer tells
 * nothing. Nobody is kept from logging in when it can't be put on record.
 */
@Component
class LoginRecord {

    private static final Logger log = LoggerFactory.getLogger(LoginRecord.class);

    private final Users users;
    private final Accesses accesses;

    LoginRecord(Users users, Accesses accesses) {
        this.users = users;
        this.accesses = accesses;
    }

    Mono<Void> done(EmailAddress email, Asker asker) {
        return known(email).flatMap(user -> accesses.done(named(asker, user), Action.LOGIN, ""));
    }

    /** Completes at once when it was no refusal of the credentials, or when there were too many of that network. */
    Mono<Void> refused(EmailAddress email, Asker asker, ProblemCode code) {
        return switch (code) {
            case INVALID_CREDENTIALS -> few(asker, () -> refused(email, asker, LoginRecord::reason));
            case TOO_MANY_ATTEMPTS -> few(asker, () -> refused(email, asker, user -> "locked"));
            default -> Mono.empty();
        };
    }

    private Mono<Void> few(Asker asker, Supplier<Mono<Void>> recording) {
        return accesses.few("login " + NetworkAddress.of(asker.address()), recording);
    }

    private Mono<Void> refused(EmailAddress email, Asker asker, Function<Optional<User>, String> reason) {
        return known(email).flatMap(user -> accesses.refused(named(asker, user), Action.LOGIN, reason.apply(user)));
    }

    private static String reason(Optional<User> user) {
        return user.map(User::disabled).orElse(false) ? "disabled" : "bad-credentials";
    }

    private static Asker named(Asker asker, Optional<User> user) {
        return user.map(known -> Askers.named(asker, known.email().value(), known.role()))
                .orElse(asker);
    }

    private Mono<Optional<User>> known(EmailAddress email) {
        return users.find(email).singleOptional().onErrorResume(DataAccessException.class, away -> {
            log.warn("a login is on record without a name: {}", away.getClass().getName());
            return Mono.just(Optional.empty());
        });
    }
}
