package pms.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells who sent a token. One that was found good is remembered until it expires, so that its signature is checked once
 * and not at each request; whether it has expired, or was ended, is looked at each time. Thread-safe; never blocks.
 */
public final class TokenVerifier {

    private final Clock clock;
    private final TokenParser parser;
    private final Cache<String, AccessToken> verified;

    /**
     * A verifier that remembers nothing yet.
     *
     * @param remembered how many good tokens are remembered at most
     */
    public TokenVerifier(TokenRules rules, Clock clock, JsonMapper json, int remembered) {
        this.clock = clock;
        this.parser = new TokenParser(rules, clock, json);
        this.verified = Caffeine.newBuilder()
                .maximumSize(remembered)
                .executor(Runnable::run)
                .expireAfter(Expiry.<String, AccessToken>creating((text, token) -> remaining(token)))
                .build();
    }

    /**
     * About 0.1 ms of CPU for a token that was not seen before, and nearly nothing after that.
     *
     * @throws BadToken for any token that is not perfectly good; {@link BadToken.Reason#UNKNOWN_KEY} is worth another
     *     try with fresh trust
     */
    public AccessToken verify(String text, Trust trust) {
        AccessToken known = verified.getIfPresent(text);
        AccessToken token = known != null ? known : parser.parse(text, trust);
        if (known != null) {
            requireStillGood(known, trust);
        }
        if (trust.hasEnded(token)) {
            throw new BadToken(BadToken.Reason.ENDED);
        }
        if (known == null) {
            verified.put(text, token);
        }
        return token;
    }

    private void requireStillGood(AccessToken known, Trust trust) {
        if (known.isExpiredAt(clock.instant())) {
            throw new BadToken(BadToken.Reason.EXPIRED);
        }
        if (trust.key(known.keyId()).isEmpty()) {
            throw new BadToken(BadToken.Reason.UNKNOWN_KEY);
        }
    }

    private Duration remaining(AccessToken token) {
        Duration left = Duration.between(clock.instant(), token.expiresAt());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
