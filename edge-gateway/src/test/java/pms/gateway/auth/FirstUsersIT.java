package pms.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pms.gateway.auth.account.PasswordRules;
import pms.gateway.auth.account.Passwords;
import pms.gateway.auth.account.Users;
import pms.gateway.support.Answer;
import pms.gateway.support.Client;
import pms.gateway.support.Surroundings;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A gateway whose database is new, without the demo user and with a first administrator. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "PMS_DEMO=false",
            "PMS_ADMIN_EMAIL=Root@hospital.test",
            "PMS_ADMIN_PASSWORD=violet cup on mars",
            "pms.token.trust-refresh=100ms",
            "pms.database.patience=30s",
            "pms.login.patience=60s",
            "pms.health.timeout=30s"
        })
@DirtiesContext
class FirstUsersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LoginSettings.Admin NOBODY = new LoginSettings.Admin("", "");

    @LocalServerPort
    private int port;

    @Autowired
    private Users users;

    @Autowired
    private Passwords passwords;

    @Autowired
    private PasswordRules rules;

    @Autowired
    private Clock clock;

    @Autowired
    private DatabaseClient database;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        Surroundings.describe(properties, "auth_first");
    }

    @Test
    void beginsWithAnAdministrator() {
        Answer answer = login("root@hospital.test", "violet cup on mars");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(client().get("/auth/users", bearer(answer)).status()).isEqualTo(200);
    }

    @Test
    void makesNoOtherAdministratorOnceSomebodyIsThere() {
        login("root@hospital.test", "violet cup on mars");
        LoginSettings.Admin second = new LoginSettings.Admin("second@hospital.test", "seven blue boats");

        new FirstAdmin(settings(false, second), users, passwords, rules)
                .createIfNobodyIsThere()
                .block(PATIENCE);

        assertThat(login("second@hospital.test", "seven blue boats").status()).isEqualTo(401);
    }

    @Test
    void locksOutADemoUserOfAnEarlierStart() {
        assertThat(login("testuser@test.com", "password123").status()).isEqualTo(401);

        demoUser(true).prepare().block(PATIENCE);
        assertThat(login("testuser@test.com", "password123").status()).isEqualTo(200);

        demoUser(false).prepare().block(PATIENCE);
        assertThat(login("testuser@test.com", "password123").status()).isEqualTo(401);
    }

    @Test
    void stopsTheTokensOfAUserWhomAnotherInstanceDisabled() {
        demoUser(true).prepare().block(PATIENCE);
        Map<String, String> token = bearer(login("testuser@test.com", "password123"));
        assertThat(validate(token)).isEqualTo(200);

        demoUser(false).prepare().block(PATIENCE);

        Integer status = Mono.fromSupplier(() -> validate(token))
                .subscribeOn(Schedulers.boundedElastic())
                .filter(answer -> answer == 401)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .block(PATIENCE);
        assertThat(status).isEqualTo(401);
    }

    @Test
    void hashesAWeakHashAnewAtLogin() {
        login("root@hospital.test", "violet cup on mars");
        String weak = new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode("violet cup on mars");
        database.sql("update users set password_hash = :hash where email = 'root@hospital.test'")
                .bind("hash", weak)
                .then()
                .block(PATIENCE);

        assertThat(login("root@hospital.test", "violet cup on mars").status()).isEqualTo(200);

        String hash = database.sql("select password_hash from users where email = 'root@hospital.test'")
                .mapValue(String.class)
                .one()
                .block(PATIENCE);
        assertThat(Objects.requireNonNull(hash)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    private DemoUser demoUser(boolean wanted) {
        return new DemoUser(settings(wanted, NOBODY), users, passwords, clock);
    }

    private static LoginSettings settings(boolean demo, LoginSettings.Admin admin) {
        return new LoginSettings(demo, PATIENCE, admin);
    }

    private Answer login(String email, String password) {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        return client().send("POST", "/auth/login", Map.of("Content-Type", "application/json"), body);
    }

    private int validate(Map<String, String> token) {
        return client().get("/auth/validate", token).status();
    }

    private static Map<String, String> bearer(Answer login) {
        return Client.bearer(login.json().path("token").asString());
    }

    private Client client() {
        return new Client(port);
    }
}
