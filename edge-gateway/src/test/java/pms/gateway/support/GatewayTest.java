package pms.gateway.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pms.access.Role;
import pms.gateway.auth.token.TokenIssuer;

/** The whole gateway on a real port; one for all the tests that extend this. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "PMS_DEMO=true",
            // patient, so that a busy machine fails no test; AloneIT is about impatience
            "pms.database.patience=30s",
            "pms.login.patience=60s",
            "pms.routing.response-timeout=60s",
            "pms.limits.user=100000", // LimitsIT is about these
            "pms.limits.address=100000",
            "pms.limits.open=100000",
            "pms.audit.refusals-a-second=100000",
            "pms.billing.deadline=30s",
            "pms.health.timeout=30s"
        })
@Import(TestTime.class)
public abstract class GatewayTest {

    public static final String EMAIL = "testuser@test.com";
    public static final String PASSWORD = "password123";

    private static final Duration TOKEN_SERVES = Duration.ofMinutes(10);
    private static String token = "";
    private static Instant tokenFrom = Instant.EPOCH;

    @LocalServerPort
    private int port;

    @Autowired
    private SettableClock clock;

    @Autowired
    private TokenIssuer tokens;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        Surroundings.describe(properties, "auth");
    }

    protected int port() {
        return port;
    }

    protected Client client() {
        return new Client(port);
    }

    protected SettableClock clock() {
        return clock;
    }

    protected Answer login(String email, String password) {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        return client().send("POST", "/auth/login", Map.of("Content-Type", "application/json"), body);
    }

    /** The headers of a user with the role. */
    protected Map<String, String> loggedInAs(Role role) {
        String email = role.name().toLowerCase(Locale.ROOT) + "@test.com";
        return Client.bearer(Objects.requireNonNull(tokens.issue(email, role).block(Duration.ofSeconds(30)))
                .value());
    }

    /** The headers of the demo user; one login serves many tests. */
    protected Map<String, String> loggedIn() {
        Instant now = clock.instant();
        if (token.isEmpty() || tokenFrom.plus(TOKEN_SERVES).isBefore(now)) {
            token = login(EMAIL, PASSWORD).json().path("token").asString();
            tokenFrom = now;
        }
        return Client.bearer(token);
    }
}
