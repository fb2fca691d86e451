package pms.access;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks one token by itself: RS256 and nothing else, a trusted key, signature, issuer, audience and time (RFC 8725).
 * Thread-safe.
 */
final class TokenParser {

    private static final int MAX_CAUSES = 20;

    /** How far the clocks of issuer and door may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final TokenRules rules;
    private final Clock clock;
    private final JwtJson.Parser json;

    TokenParser(TokenRules rules, Clock clock, JsonMapper json) {
        this.rules = rules;
        this.clock = clock;
        this.json = new JwtJson.Parser(json);
    }

    /** @throws BadToken for any token that is not perfectly good by itself; whether it was ended is not looked at */
    AccessToken parse(String text, Trust trust) {
        if (text.length() > TokenRules.MAX_CHARACTERS) {
            throw new BadToken(BadToken.Reason.NOT_VALID);
        }
        try {
            return checked(toToken(parser(trust).parseSignedClaims(text)));
        } catch (ExpiredJwtException e) {
            throw new BadToken(BadToken.Reason.EXPIRED);
        } catch (JwtException | IllegalArgumentException e) {
            rethrowFault(e);
            throw new BadToken(BadToken.Reason.NOT_VALID);
        }
    }

    private JwtParser parser(Trust trust) {
        return Jwts.parser()
                .json(json)
                .clock(() -> Date.from(clock.instant()))
                .sig()
                .clear()
                .add(Jwts.SIG.RS256)
                .and()
                .zip()
                .clear()
                .and()
                .keyLocator(header -> key(header, trust))
                .requireIssuer(rules.issuer())
                .requireAudience(rules.audience())
                .build();
    }

    /** The library also wraps errors, such as a lack of memory; these say nothing about the token. */
    private static void rethrowFault(RuntimeException wrapped) {
        Throwable cause = wrapped.getCause();
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof Error fault) {
                throw fault;
            }
            cause = cause.getCause();
        }
    }

    private static Key key(Header header, Trust trust) {
        return trust.key(keyId(header)).orElseThrow(() -> new BadToken(BadToken.Reason.UNKNOWN_KEY));
    }

    private static String keyId(Header header) {
        return present(header instanceof JwsHeader signed ? signed.getKeyId() : null);
    }

    private static AccessToken toToken(Jws<Claims> signed) {
        Claims claims = signed.getPayload();
        return new AccessToken(
                present(claims.getSubject()),
                Role.valueOf(present(claims.get(TokenRules.ROLE, String.class))),
                present(claims.getId()),
                present(signed.getHeader().getKeyId()),
                present(claims.getIssuedAt()).toInstant(),
                present(claims.getExpiration()).toInstant());
    }

    /** A token from the future, or one that lives longer than any that is issued, was not made by the issuer's rules. */
    private AccessToken checked(AccessToken token) {
        Instant now = clock.instant();
        Duration lifetime = Duration.between(token.issuedAt(), token.expiresAt());
        if (token.issuedAt().isAfter(now.plus(SKEW)) || lifetime.compareTo(rules.lifetime()) > 0) {
            throw new BadToken(BadToken.Reason.NOT_VALID);
        }
        return token;
    }

    private static <T> T present(@Nullable T claim) {
        if (claim == null) {
            throw new BadToken(BadToken.Reason.NOT_VALID);
        }
        return claim;
    }
}
