package pms.query.access;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import pms.access.Role;
import pms.query.web.Refusal;

/** How this service says that somebody does not get in. */
final class Refusals {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private Refusals() {}

    static RuntimeException unauthorized(String detail, String challenge) {
        return Refusal.unauthorized(detail, challenge);
    }

    static RuntimeException forbidden(Set<Role> roles) {
        String names = roles.stream().map(Enum::name).sorted().collect(Collectors.joining(" or "));
        return Refusal.forbidden("This needs the role " + names + ".");
    }

    static RuntimeException notFound() {
        return Refusal.notFound();
    }

    static RuntimeException unavailable() {
        return Refusal.unavailable("Tokens can't be checked now.", RETRY_AFTER);
    }
}
