package pms.gateway.auth.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells who sent a token. A token that was found good is remembered until it expires, so that its signature is checked
 * once and not at each request; the expiry is looked at each time.
 */
@Component
public class TokenVerifier {

    static final String ROLE = "role";
    private static final int MAX_CHARACTERS = 4096;

    private final SigningKeys keys;
    private final TokenSettings settings;
    private final Clock clock;
    private final JwtJson.Parser json;
    private final Cache<String, Caller> verified;

    TokenVerifier(SigningKeys keys, TokenSettings settings, Clock clock, JsonMapper json) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.json = new JwtJson.Parser(json);
        this.verified = Caffeine.newBuilder()
                .maximumSize(settings.verifiedCacheSize())
                .expireAfter(Expiry.<String, Caller>creating((token, caller) -> remaining(caller)))
                .build();
    }

    /** Errors: {@link BadToken}; a database error only while the keys were never read. */
    Mono<Caller> verify(String token) {
        if (token.length() > MAX_CHARACTERS) {
            return Mono.error(new BadToken(BadToken.Reason.NOT_VALID));
        }
        Caller known = verified.getIfPresent(token);
        if (known == null) {
            return verifySignature(token).checkpoint("verify token");
        }
        return known.isExpiredAt(clock.instant())
                ? Mono.error(new BadToken(BadToken.Reason.EXPIRED))
                : Mono.just(known);
    }

    private Mono<Caller> verifySignature(String token) {
        return keys.ring()
                .map(ring -> parse(token, ring))
                .onErrorResume(TokenVerifier::namesAnUnknownKey, unknown -> verifyWithFreshKeys(token))
                .doOnNext(caller -> verified.put(token, caller));
    }

    private Mono<Caller> verifyWithFreshKeys(String token) {
        return keys.refreshed().map(ring -> parse(token, ring));
    }

    private Caller parse(String token, KeyRing ring) {
        return new TokenParser(ring, settings, clock, json).parse(token);
    }

    private static boolean namesAnUnknownKey(Throwable failure) {
        return failure instanceof BadToken bad && bad.reason() == BadToken.Reason.UNKNOWN_KEY;
    }

    private Duration remaining(Caller caller) {
        Duration left = Duration.between(clock.instant(), caller.expiresAt());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
