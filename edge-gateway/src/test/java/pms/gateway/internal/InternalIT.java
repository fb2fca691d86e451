package pms.gateway.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pms.access.AccessToken;
import pms.access.Role;
import pms.access.TokenRules;
import pms.access.TokenVerifier;
import pms.access.Trust;
import pms.access.TrustDocument;
import pms.gateway.auth.token.TokenIssuer;
import pms.gateway.support.Answer;
import pms.gateway.support.Client;
import pms.gateway.support.SettableClock;
import pms.gateway.support.Surroundings;
import pms.gateway.support.TestTime;
import pms.gateway.support.Trail;
import pms.schema.audit.v1.Outcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"PMS_DEMO=false", "pms.database.patience=30s", "pms.health.timeout=30s"})
@Import(TestTime.class)
@DirtiesContext
class InternalIT {

    private static final Map<String, String> SERVICE = Client.bearer(Surroundings.TRUST_TOKEN);
    private static final Map<String, String> OPERATOR = Client.bearer(Surroundings.OPERATOR_TOKEN);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    private int port;

    @Autowired
    private InternalServer internal;

    @Autowired
    private TokenIssuer tokens;

    @Autowired
    private SettableClock clock;

    @Autowired
    private DatabaseClient database;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        Surroundings.describe(properties, "auth_internal");
    }

    @Test
    void tellsTheServicesWhomToTrust() {
        Answer answer = inside().get("/internal/trust", SERVICE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        Trust trust = Trust.of(JSON.readValue(answer.body(), TrustDocument.class));
        AccessToken token = new TokenVerifier(TokenRules.DEFAULT, clock, JSON, 10).verify(issue(), trust);
        assertThat(token.role()).isEqualTo(Role.CLINICIAN);
    }

    @Test
    void tellsWhoServesTheSystemHowTheGatewayIsDoing() {
        Answer answer = inside().get("/actuator/prometheus", SERVICE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("jvm_memory_used_bytes{");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/actuator/prometheus,none",
        "GET,/actuator/prometheus,user",
        "GET,/actuator,service",
        "GET,/internal/trust,none",
        "GET,/internal/trust,operator",
        "GET,/internal/trust,user",
        "POST,/internal/signing-keys/rotations,none",
        "POST,/internal/signing-keys/rotations,service",
        "GET,/internal/signing-keys/rotations,operator",
        "GET,/auth/jwks,service",
        "GET,/,operator"
    })
    void letsNobodyElseIn(String method, String path, String who) {
        Map<String, String> headers = switch (who) {
            case "operator" -> OPERATOR;
            case "service" -> SERVICE;
            case "user" -> Client.bearer(issue());
            default -> Map.of();
        };

        Answer answer = inside().send(method, path, headers, "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthorized");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"pms\"");
    }

    @Test
    void isNotOnThePublicPort() {
        assertThat(outside().get("/internal/trust", SERVICE).status()).isEqualTo(401);
        assertThat(outside().get("/internal/trust", Client.bearer(issue())).status())
                .isEqualTo(404);
    }

    @Test
    void signsWithANewKeyOnceAllKnowItAndForgetsTheFormerOneAtLast() {
        String former = issue();
        String formerKey = keyOf(former);

        JsonNode rotation = rotate();
        String newKey = rotation.path("keyId").asString();
        assertThat(newKey).isNotEqualTo(formerKey);
        assertThat(publicKeys()).as("shown at once").contains(formerKey, newKey);
        assertThat(keyOf(issue())).as("signs later").isEqualTo(formerKey);
        assertThat(rotate()).as("one at a time").isEqualTo(rotation);

        clock.advance(Duration.ofSeconds(60));
        String last = issue();
        assertThat(keyOf(last)).isEqualTo(newKey);
        assertThat(validate(former)).as("the former key still counts").isEqualTo(200);

        Instant retires = Instant.parse(rotation.path("retires").asString());
        clock.advance(Duration.between(clock.instant(), retires).minusSeconds(1));
        assertThat(trustedKeys()).contains(formerKey, newKey);
        clock.advance(Duration.ofSeconds(2));
        assertThat(trustedKeys()).containsExactly(newKey);
    }

    @Test
    void putsEachRotationOnRecord() {
        String key = rotate().path("keyId").asString();

        try (Trail trail = new Trail()) {
            assertThat(trail.where(entry -> entry.getDetail().equals("key:" + key), 1))
                    .first()
                    .satisfies(entry -> {
                        assertThat(entry.getAction()).isEqualTo("keys.rotated");
                        assertThat(entry.getActor()).isEqualTo("operator");
                        assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
                        assertThat(entry.getAddress()).isEqualTo("127.0.0.1");
                    });
        }
    }

    @Test
    void keepsPrivateKeysSealed() {
        List<byte[]> stored = Objects.requireNonNull(database.sql("select private_key from signing_key")
                .mapValue(byte[].class)
                .all()
                .collectList()
                .block(Duration.ofSeconds(30)));

        assertThat(stored)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key[0] == 0x30 && key[1] == (byte) 0x82)
                        .as("PKCS #8 begins with a sequence")
                        .isFalse());
    }

    private JsonNode rotate() {
        Answer answer = inside().send("POST", "/internal/signing-keys/rotations", OPERATOR, "");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private List<String> trustedKeys() {
        return inside().get("/internal/trust", SERVICE).json().findValuesAsString("kid");
    }

    private List<String> publicKeys() {
        return outside().get("/auth/jwks", Map.of()).json().findValuesAsString("kid");
    }

    private int validate(String token) {
        return outside().get("/auth/validate", Client.bearer(token)).status();
    }

    private String keyOf(String token) {
        byte[] header = java.util.Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return JSON.readTree(header).path("kid").asString();
    }

    private String issue() {
        return Objects.requireNonNull(
                        tokens.issue("clinician@test.com", Role.CLINICIAN).block(Duration.ofSeconds(30)))
                .value();
    }

    private Client inside() {
        return new Client(internal.port());
    }

    private Client outside() {
        return new Client(port);
    }
}
