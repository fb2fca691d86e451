package pms.gateway.auth.token;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import tools.jackson.databind.json.JsonMapper;

/** Tokens that somebody without the private key, or somebody careless with it, could send. */
record ForgedTokens(SigningKey real, Clock clock) {

    private static final JwtJson.Writer JSON =
            new JwtJson.Writer(JsonMapper.builder().build());

    String good() {
        return signed(claims());
    }

    String unsigned() {
        return encoded("{\"alg\":\"none\",\"kid\":\"" + real.id() + "\"}") + "." + payload() + ".";
    }

    String signedByAnotherKey() {
        KeyPair other = Jwts.SIG.RS256.keyPair().build();
        return headed(claims()).signWith(other.getPrivate(), Jwts.SIG.RS256).compact();
    }

    /** The old trick: an HMAC with the public key, which everybody knows, as its secret. */
    String hmacWithThePublicKey() {
        byte[] secret = real.publicKey().getEncoded();
        return headed(claims())
                .signWith(Keys.hmacShaKeyFor(secret), Jwts.SIG.HS256)
                .compact();
    }

    String byAnotherAlgorithm() {
        return headed(claims()).signWith(real.privateKey(), Jwts.SIG.RS512).compact();
    }

    String unknownKey() {
        return claims().header()
                .keyId("nobody")
                .and()
                .signWith(real.privateKey(), Jwts.SIG.RS256)
                .compact();
    }

    String withoutKeyId() {
        return claims().signWith(real.privateKey(), Jwts.SIG.RS256).compact();
    }

    String withoutSignature() {
        String token = good();
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    /** The signature stays, the subject does not. */
    String withAnotherSubject() {
        String[] parts = good().split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + encoded(claims.replace("testuser", "attacker")) + "." + parts[2];
    }

    String byAnotherIssuer() {
        return signed(claims().issuer("somebody"));
    }

    String forAnotherAudience() {
        return signed(claims().audience().clear().add("another-api").and());
    }

    String withoutAudience() {
        return signed(claims().audience().clear().and());
    }

    String withoutExpiry() {
        return signed(claims().expiration(null));
    }

    String withoutSubject() {
        return signed(claims().subject(null));
    }

    String withUnknownRole() {
        return signed(claims().claim("role", "GOD"));
    }

    String withoutRole() {
        return signed(claims().claim("role", null));
    }

    String notValidYet() {
        return signed(claims().notBefore(Date.from(clock.instant().plusSeconds(60))));
    }

    String expired() {
        return signed(claims().expiration(Date.from(clock.instant().minusSeconds(1))));
    }

    private String signed(JwtBuilder claims) {
        return headed(claims).signWith(real.privateKey(), Jwts.SIG.RS256).compact();
    }

    private JwtBuilder headed(JwtBuilder claims) {
        return claims.header().keyId(real.id()).and();
    }

    private JwtBuilder claims() {
        Instant now = clock.instant();
        return Jwts.builder()
                .json(JSON)
                .issuer("pms")
                .audience()
                .add("pms-api")
                .and()
                .subject("testuser@test.com")
                .claim("role", "ADMIN")
                .id("forged")
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(Duration.ofMinutes(15))));
    }

    private String payload() {
        return good().split("\\.", -1)[1];
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
