package pms.gateway.auth.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import pms.access.TokenRules;

/**
 * What tokens say of themselves, and how long they count.
 *
 * @param issuer {@code iss} of every token
 * @param audience {@code aud} of every token
 * @param lifetime from issue to expiry
 * @param verifiedCacheSize how many verified tokens are remembered at most
 * @param keyRefreshPause a token with an unknown key makes the keys be read again, but not more often than this
 */
@ConfigurationProperties("pms.token")
public record TokenSettings(
        @DefaultValue("pms") String issuer,
        @DefaultValue("pms-api") String audience,
        @DefaultValue("15m") Duration lifetime,
        @DefaultValue("10000") int verifiedCacheSize,
        @DefaultValue("10s") Duration keyRefreshPause) {

    TokenRules rules() {
        return new TokenRules(issuer, audience, lifetime);
    }

    public TokenSettings {
        if (lifetime.isNegative() || lifetime.isZero() || verifiedCacheSize < 0) {
            throw new IllegalArgumentException(
                    "pms.token: the lifetime has to be positive, the cache size not negative");
        }
    }
}
