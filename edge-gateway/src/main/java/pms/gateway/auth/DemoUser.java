package pms.gateway.auth;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import pms.access.Role;
import reactor.core.publisher.Mono;

/** The one user of a demonstration, whose password everybody knows. There only when asked for. */
@Component
@ConditionalOnBooleanProperty("pms.login.demo")
class DemoUser {

    private static final Logger log = LoggerFactory.getLogger(DemoUser.class);
    private static final EmailAddress EMAIL = new EmailAddress("testuser@test.com");
    private static final String PASSWORD = "password123";

    private final Users users;
    private final Passwords passwords;

    DemoUser(Users users, Passwords passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    /** Adds the user unless it is there from an earlier start: hashing costs more than looking. */
    Mono<Void> create() {
        return users.find(EMAIL)
                .hasElement()
                .filter(isThere -> !isThere)
                .flatMap(absent -> passwords.hash(PASSWORD))
                .flatMap(hash -> users.addIfAbsent(new User(EMAIL, hash, Role.ADMIN)))
                .doOnSubscribe(start -> log.warn("demonstration mode: the demo user may log in"))
                .checkpoint("create the demo user");
    }
}
