package pms.access;

import java.time.Duration;

/**
 * What good tokens say of themselves, the same at whoever issues and whoever checks.
 *
 * @param issuer {@code iss}
 * @param audience {@code aud}
 * @param lifetime the longest from issue to expiry
 */
public record TokenRules(String issuer, String audience, Duration lifetime) {

    /** The claim that names the {@link Role}. */
    public static final String ROLE = "role";

    /** A longer one is not looked into. */
    public static final int MAX_CHARACTERS = 4096;

    public static final TokenRules DEFAULT = new TokenRules("pms", "pms-api", Duration.ofMinutes(15));

    public TokenRules {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("tokens need a positive lifetime");
        }
    }
}
