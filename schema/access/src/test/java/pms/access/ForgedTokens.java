package pms.access;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Good tokens, and those that somebody without the private key, or somebody careless with it, could send. For the tests
 * of every door.
 *
 * @param keyId under which the doors know the key
 * @param real the key that the doors trust
 */
public record ForgedTokens(String keyId, KeyPair real, Clock clock) {

    public static final String SUBJECT = "somebody@hospital.test";
    private static final JwtJson.Writer JSON =
            new JwtJson.Writer(JsonMapper.builder().build());
    private static final int TOO_LONG = 20_000;

    /** With a new key. */
    public static ForgedTokens create(Clock clock) {
        return new ForgedTokens("key-1", Jwts.SIG.RS256.keyPair().build(), clock);
    }

    /** The public key as the doors get it. */
    public Jwk jwk() {
        return Jwk.of(keyId, (RSAPublicKey) real.getPublic());
    }

    public TrustDocument trust() {
        return new TrustDocument(List.of(jwk()), List.of(), List.of());
    }

    public String good(Role role) {
        return good(SUBJECT, role);
    }

    public String good(String subject, Role role) {
        return signed(claims().subject(subject).claim("role", role.name()));
    }

    /** Every token that no door may take, by what is wrong with it; all else about it claims an ADMIN. */
    public Map<String, String> all() {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("expired", expired());
        tokens.put("signature of another key", signedByAnotherKey());
        tokens.put("no signature", withoutSignature());
        tokens.put("alg none", unsigned());
        tokens.put("HS256 with the public key", hmacWithThePublicKey());
        tokens.put("HS256 with the public key as PEM", hmacWithThePem());
        tokens.put("RS512", byAnotherAlgorithm());
        tokens.put("changed subject", withAnotherSubject());
        tokens.put("unknown kid", withKeyId("nobody"));
        tokens.put("kid with a path", withKeyId("../../../../dev/null"));
        tokens.put("kid with SQL", withKeyId("' or 1=1; drop table signing_key; --"));
        tokens.put("kid with a line break", withKeyId("key-1\r\nX-Evil: 1"));
        tokens.put("no kid", withoutKeyId());
        tokens.put("own key in the header", withItsOwnKey());
        tokens.put("wrong iss", signed(claims().issuer("somebody")));
        tokens.put("no iss", signed(claims().issuer(null)));
        tokens.put(
                "wrong aud",
                signed(claims().audience().clear().add("another-api").and()));
        tokens.put("no aud", signed(claims().audience().clear().and()));
        tokens.put("future nbf", signed(claims().notBefore(in(Duration.ofMinutes(1)))));
        tokens.put(
                "future iat",
                signed(claims().issuedAt(in(Duration.ofMinutes(5))).expiration(in(Duration.ofMinutes(10)))));
        tokens.put("no exp", signed(claims().expiration(null)));
        tokens.put("exp in ten years", signed(claims().expiration(in(Duration.ofDays(3650)))));
        tokens.put("no sub", signed(claims().subject(null)));
        tokens.put("no jti", signed(claims().id(null)));
        tokens.put("no role", signed(claims().claim("role", null)));
        tokens.put("unknown role", signed(claims().claim("role", "ROOT")));
        tokens.put("20 kB", signed(claims().claim("filler", "x".repeat(TOO_LONG))));
        tokens.put("garbage", "not.a.token");
        tokens.put("refresh token", Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]));
        return tokens;
    }

    public String expired() {
        return signed(claims().issuedAt(in(Duration.ofMinutes(-16))).expiration(in(Duration.ofSeconds(-1))));
    }

    public String withKeyId(String id) {
        return claims().header()
                .keyId(id)
                .and()
                .signWith(real.getPrivate(), Jwts.SIG.RS256)
                .compact();
    }

    private String withoutKeyId() {
        return claims().signWith(real.getPrivate(), Jwts.SIG.RS256).compact();
    }

    private String unsigned() {
        return encoded("{\"alg\":\"none\",\"kid\":\"" + keyId + "\"}") + "." + payload() + ".";
    }

    private String signedByAnotherKey() {
        return headed(claims()).signWith(another(), Jwts.SIG.RS256).compact();
    }

    /** The old trick: an HMAC with the public key, which everybody knows, as its secret. */
    private String hmacWithThePublicKey() {
        return hmac(real.getPublic().getEncoded());
    }

    private String hmacWithThePem() {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(real.getPublic().getEncoded());
        String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
        return hmac(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private String hmac(byte[] secret) {
        return headed(claims())
                .signWith(Keys.hmacShaKeyFor(secret), Jwts.SIG.HS256)
                .compact();
    }

    private String byAnotherAlgorithm() {
        return headed(claims()).signWith(real.getPrivate(), Jwts.SIG.RS512).compact();
    }

    private String withItsOwnKey() {
        KeyPair own = Jwts.SIG.RS256.keyPair().build();
        Jwk jwk = Jwk.of(keyId, (RSAPublicKey) own.getPublic());
        Map<String, String> members = Map.of("kty", "RSA", "n", jwk.n(), "e", jwk.e());
        return claims().header()
                .keyId(keyId)
                .add("jwk", members)
                .and()
                .signWith(own.getPrivate(), Jwts.SIG.RS256)
                .compact();
    }

    private String withoutSignature() {
        String token = signed(claims());
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    /** The signature stays, the subject does not. */
    private String withAnotherSubject() {
        String[] parts = signed(claims()).split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + encoded(claims.replace("somebody", "attacker")) + "." + parts[2];
    }

    private String signed(JwtBuilder claims) {
        return headed(claims).signWith(real.getPrivate(), Jwts.SIG.RS256).compact();
    }

    private JwtBuilder headed(JwtBuilder claims) {
        return claims.header().keyId(keyId).and();
    }

    private JwtBuilder claims() {
        Instant now = thisSecond();
        return Jwts.builder()
                .json(JSON)
                .issuer(TokenRules.DEFAULT.issuer())
                .audience()
                .add(TokenRules.DEFAULT.audience())
                .and()
                .subject(SUBJECT)
                .claim("role", Role.ADMIN.name())
                .id("forged")
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(Duration.ofMinutes(15))));
    }

    private Date in(Duration distance) {
        return Date.from(thisSecond().plus(distance));
    }

    private Instant thisSecond() {
        return Instant.ofEpochSecond(clock.instant().getEpochSecond());
    }

    private String payload() {
        return signed(claims()).split("\\.", -1)[1];
    }

    private static PrivateKey another() {
        return Jwts.SIG.RS256.keyPair().build().getPrivate();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
