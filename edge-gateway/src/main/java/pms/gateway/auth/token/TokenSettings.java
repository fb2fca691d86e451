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
 * @param trustRefresh how often keys and ended tokens are read from the database
 * @param trustKept for how long they count when the database does not answer; a user who is disabled at another
 *     instance is out after this time at the latest
 * @param keyLead for how long a new key is only shown before it signs, so that every door knows it by then
 */
@ConfigurationProperties("pms.token")
public record TokenSettings(
        @DefaultValue("pms") String issuer,
        @DefaultValue("pms-api") String audience,
        @DefaultValue("15m") Duration lifetime,
        @DefaultValue("10000") int verifiedCacheSize,
        @DefaultValue("10s") Duration keyRefreshPause,
        @DefaultValue("10s") Duration trustRefresh,
        @DefaultValue("50s") Duration trustKept,
        @DefaultValue("60s") Duration keyLead) {

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
