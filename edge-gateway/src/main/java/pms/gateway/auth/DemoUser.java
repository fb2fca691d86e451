package pms.gateway.auth;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pms.access.Role;
import pms.gateway.auth.account.EmailAddress;
import pms.gateway.auth.account.NewUser;
import pms.gateway.auth.account.Passwords;
import pms.gateway.auth.account.Users;
import reactor.core.publisher.Mono;

/**
 * The one user of a demonstration, whose password everybody knows. There only when asked for: one that is left from an
 * earlier start is disabled.
 */
@Component
class DemoUser {

    static final EmailAddress EMAIL = new EmailAddress("testuser@test.com");

    private static final Logger log = LoggerFactory.getLogger(DemoUser.class);
    private static final String PASSWORD = "password123";

    private final boolean wanted;
    private final Users users;
    private final Passwords passwords;
    private final Clock clock;

    DemoUser(LoginSettings settings, Users users, Passwords passwords, Clock clock) {
        this.wanted = settings.demo();
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Sees to it that the user can log in, or can not. */
    Mono<Void> prepare() {
        return wanted ? create().then(setDisabled(false)) : setDisabled(true);
    }

    private Mono<Void> setDisabled(boolean disabled) {
        return Mono.defer(() -> users.setDisabled(EMAIL, disabled, clock.instant()));
    }

    /** Adds the user unless it is there from an earlier start: hashing costs more than looking. */
    private Mono<Void> create() {
        return users.find(EMAIL)
                .hasElement()
                .filter(isThere -> !isThere)
                .flatMap(absent -> passwords.hash(PASSWORD))
                .flatMap(hash -> users.add(new NewUser(EMAIL, hash, Role.ADMIN)))
                .doOnSubscribe(start -> log.warn("demonstration mode: the demo user may log in"))
                .then()
                .checkpoint("create the demo user");
    }
}
