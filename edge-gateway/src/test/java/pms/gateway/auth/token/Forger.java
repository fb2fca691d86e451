package pms.gateway.auth.token;

import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.context.ApplicationContext;
import pms.access.ForgedTokens;

/** Forges tokens for a running gateway, with the id of its own key and, where a claim alone is wrong, its signature. */
public final class Forger {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Forger() {}

    public static ForgedTokens of(ApplicationContext gateway, Clock clock) {
        SigningKey key = Objects.requireNonNull(
                        gateway.getBean(TrustStore.class).current().block(PATIENCE))
                .ring()
                .signing(clock.instant());
        return new ForgedTokens(key.id(), new KeyPair(key.publicKey(), key.privateKey()), clock);
    }
}
