package pms.gateway.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static reactor.core.publisher.Sinks.EmitFailureHandler.FAIL_FAST;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pms.access.Role;
import pms.gateway.support.GatewayTest;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What was begun is carried out whole. */
class UserChangesIT extends GatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private UserChanges changes;

    @Autowired
    private Users users;

    @Test
    void goesOnWhenTheClientGoesAway() {
        var email = new EmailAddress(UUID.randomUUID() + "@hospital.test");
        User user = Objects.requireNonNull(
                users.add(new NewUser(email, "no hash", Role.CLINICIAN)).block(PATIENCE));
        Sinks.Empty<Void> hasBegun = Sinks.empty();
        Sinks.Empty<Void> mayGoOn = Sinks.empty();
        Sinks.Empty<Void> isAtItsEnd = Sinks.empty();
        var client = changes.change(user.id(), new UserChange(Role.AUDITOR, null, null), changed -> {
                    hasBegun.emitEmpty(FAIL_FAST);
                    return mayGoOn.asMono().doFinally(end -> isAtItsEnd.emitEmpty(FAIL_FAST));
                })
                .subscribe();
        await(hasBegun);

        client.dispose();
        mayGoOn.emitEmpty(FAIL_FAST);
        await(isAtItsEnd);

        // Its commit may still be on its way; the next change waits behind it.
        User after = changes.change(user.id(), new UserChange(null, null, "another hash"), changed -> Mono.empty())
                .block(PATIENCE);
        assertThat(Objects.requireNonNull(after).role()).isEqualTo(Role.AUDITOR);
    }

    private static void await(Sinks.Empty<Void> moment) {
        assertThat(moment.asMono().thenReturn(true).block(PATIENCE)).isTrue();
    }
}
