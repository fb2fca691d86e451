package pms.gateway.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import pms.access.ForgedTokens;
import pms.access.Role;
import pms.gateway.support.Answer;
import pms.gateway.support.Client;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Surroundings;

class TokenIT extends GatewayTest {

    private static final Map<String, String> FORGED = new ConcurrentHashMap<>();

    @Autowired
    private TrustStore trust;

    static Stream<String> badTokens() {
        return ForgedTokens.create(Clock.systemUTC()).all().keySet().stream().filter(name -> !name.equals("expired"));
    }

    @Test
    void acceptsWhatTheForgerMakesWithTheRightKeyAndClaims() {
        assertThat(patients(forged().good(Role.ADMIN)).status())
                .as("else every refusal below would prove nothing")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void refusesABadToken(String name) {
        int before = Surroundings.QUERY_SIDE.requests();

        Answer answer = patients(forged(name));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthorized");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=\"pms\", error=\"invalid_token\"");
        assertThat(Surroundings.QUERY_SIDE.requests())
                .as("nothing gets through")
                .isEqualTo(before);
    }

    @Test
    void asksForATokenWhereThereIsNone() {
        Answer answer = client().get("/api/patients", Map.of());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"pms\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dGVzdDp0ZXN0", "Bearer", "Bearer ", "token"})
    void asksForATokenWhereThereIsSomethingElse(String authorization) {
        Answer answer = client().get("/api/patients", Map.of("Authorization", authorization));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"pms\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/nothing",
                "/api/billing/accounts/no-uuid",
                "/actuator",
                "/actuator/env",
                "/actuator/health/command-side",
                "/docs/../api/patients",
                "/docs/x/y",
                "/auth/login/",
                "//auth/login",
                "/console"
            })
    void tellsNothingAboutAPathWithoutAToken(String path) {
        assertThat(client().get(path, Map.of()).status()).isEqualTo(401);
    }

    @Test
    void asksForATokenBeforeItLooksAtTheBody() {
        assertThat(client().send("POST", "/api/patients", Map.of(), "x".repeat(2 << 20))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void tellsThatATokenHasExpired() {
        Answer answer = patients(forged().expired());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("The token has expired");
    }

    @Test
    void remembersAVerifiedTokenButNotBeyondItsExpiry() {
        String token = login(EMAIL, PASSWORD).json().path("token").asString();
        assertThat(patients(token).status()).isEqualTo(200);

        clock().advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(patients(token).status()).isEqualTo(200);

        clock().advance(Duration.ofSeconds(1));
        assertThat(patients(token).header("WWW-Authenticate")).contains("expired");
    }

    @Test
    void saysWhoseATokenIs() {
        Answer answer = client().get("/auth/validate", loggedIn());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("email").asString()).isEqualTo(EMAIL);
        assertThat(answer.json().path("role").asString()).isEqualTo("ADMIN");
    }

    @Test
    void validatesNoBadTokenAndNone() {
        assertThat(client().get("/auth/validate", Map.of()).status()).isEqualTo(401);
        assertThat(client().get(
                                "/auth/validate",
                                Client.bearer(ForgedTokens.create(clock()).good(Role.ADMIN)))
                        .header("WWW-Authenticate"))
                .contains("invalid_token");
    }

    @Test
    void publishesThePublicKeyAndNothingOfThePrivateOne() {
        Answer answer = client().get("/auth/jwks", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("keys").findValuesAsString("kid")).contains(key().id());
        assertThat(answer.json().path("keys").path(0).propertyNames())
                .containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
    }

    private Answer patients(String token) {
        return client().get("/api/patients", Client.bearer(token));
    }

    private ForgedTokens forged() {
        return new ForgedTokens(key().id(), new KeyPair(key().publicKey(), key().privateKey()), clock());
    }

    /** All are forged at once, since that takes new keys. */
    private String forged(String name) {
        if (FORGED.isEmpty()) {
            FORGED.putAll(forged().all());
        }
        return Objects.requireNonNull(FORGED.get(name));
    }

    private SigningKey key() {
        return Objects.requireNonNull(trust.current().block(Duration.ofSeconds(10)))
                .ring()
                .signing(clock().instant());
    }
}
