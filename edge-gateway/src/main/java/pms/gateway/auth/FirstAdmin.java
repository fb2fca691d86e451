package pms.gateway.auth;

import java.util.Optional;
import org.springframework.stereotype.Component;
import pms.access.Role;
import pms.gateway.auth.account.EmailAddress;
import pms.gateway.auth.account.NewUser;
import pms.gateway.auth.account.PasswordRules;
import pms.gateway.auth.account.Passwords;
import pms.gateway.auth.account.Users;
import pms.gateway.start.StartRefused;
import reactor.core.publisher.Mono;

/** Makes an administrator where nobody is yet, the demo user aside; afterwards the settings for it do nothing. */
@Component
class FirstAdmin {

    private final LoginSettings.Admin settings;
    private final Users users;
    private final Passwords passwords;

    FirstAdmin(LoginSettings settings, Users users, Passwords passwords, PasswordRules rules) {
        this.settings = settings.admin();
        this.users = users;
        this.passwords = passwords;
        requireUsable(rules);
    }

    private void requireUsable(PasswordRules rules) {
        if (settings.isAbsent()) {
            return;
        }
        if (!EmailAddress.isValid(settings.email())) {
            throw new StartRefused("PMS_ADMIN_EMAIL is not an e-mail address");
        }
        Optional<String> objection = rules.objection(new EmailAddress(settings.email()), settings.password());
        objection.ifPresent(text -> {
            throw new StartRefused("PMS_ADMIN_PASSWORD can't be accepted: " + text);
        });
    }

    /** Hashing takes a while, so it is looked first whether it is worth it. */
    Mono<Void> createIfNobodyIsThere() {
        if (settings.isAbsent()) {
            return Mono.empty();
        }
        return users.find(new EmailAddress(settings.email()))
                .hasElement()
                .filter(isThere -> !isThere)
                .flatMap(absent -> passwords.hash(settings.password()))
                .flatMap(hash -> users.addFirst(
                        new NewUser(new EmailAddress(settings.email()), hash, Role.ADMIN), DemoUser.EMAIL))
                .checkpoint("create the first administrator");
    }
}
