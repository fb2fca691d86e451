package pms.gateway.auth.token;

import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pms.access.JwtJson;
import pms.access.Role;
import pms.access.TokenRules;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Signs access tokens (RFC 7519, RS256) with the newest key that every door knows. */
@Component
public class TokenIssuer {

    private final TrustStore trust;
    private final TokenSettings settings;
    private final Clock clock;
    private final JwtJson.Writer json;

    TokenIssuer(TrustStore trust, TokenSettings settings, Clock clock, JsonMapper json) {
        this.trust = trust;
        this.settings = settings;
        this.clock = clock;
        this.json = new JwtJson.Writer(json);
    }

    /**
     * A new token for a user whose password was checked. Signing takes about a millisecond of CPU and random bytes of the
     * system, so it happens off the event loops.
     *
     * @param subject the user's e-mail
     */
    public Mono<IssuedToken> issue(String subject, Role role) {
        return Mono.defer(() -> issue(subject, role, clock.instant(), Instant.EPOCH));
    }

    /**
     * A token of a given time.
     *
     * @param now not after the user was read, so that a later change of the user ends the token
     * @param endedAt when the user's tokens were last ended: the token is of a later second, if need be of the next
     */
    public Mono<IssuedToken> issue(String subject, Role role, Instant now, Instant endedAt) {
        return trust.current()
                .publishOn(Schedulers.boundedElastic())
                .map(known -> sign(known.ring().signing(clock.instant()), subject, role, later(now, endedAt)))
                .checkpoint("issue token");
    }

    private static Instant later(Instant now, Instant endedAt) {
        Instant earliest = endedAt.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return now.isBefore(earliest) ? earliest : now.truncatedTo(ChronoUnit.SECONDS);
    }

    private IssuedToken sign(SigningKey key, String subject, Role role, Instant issuedAt) {
        String id = UUID.randomUUID().toString();
        String token = Jwts.builder()
                .json(json)
                .header()
                .keyId(key.id())
                .type("JWT")
                .and()
                .issuer(settings.issuer())
                .audience()
                .add(settings.audience())
                .and()
                .subject(subject)
                .claim(TokenRules.ROLE, role.name())
                .id(id)
                .issuedAt(Date.from(issuedAt))
                .expiration(Date.from(issuedAt.plus(settings.lifetime())))
                .signWith(key.privateKey(), Jwts.SIG.RS256)
                .compact();
        return new IssuedToken(token, id, settings.lifetime());
    }
}
