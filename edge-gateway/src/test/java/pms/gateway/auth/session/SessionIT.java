package pms.gateway.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.access.Role;
import pms.audit.Asker;
import pms.gateway.support.Answer;
import pms.gateway.support.Client;
import pms.gateway.support.GatewayTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class SessionIT extends GatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USER_PASSWORD = "violet cup on mars";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Sessions sessions;

    private String email = "";
    private String location = "";

    @BeforeEach
    void addUser() {
        email = "user-" + UUID.randomUUID() + "@hospital.test";
        location = send(
                        loggedInAs(Role.ADMIN),
                        "POST",
                        "/auth/users",
                        "{\"email\":\"%s\",\"role\":\"CLINICIAN\",\"password\":\"%s\"}".formatted(email, USER_PASSWORD))
                .header("Location");
    }

    @Test
    void goesOnWithANewPairOfTokens() {
        JsonNode session = session();

        Answer answer = refresh(session);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().path("expiresIn").asInt()).isEqualTo(900);
        assertThat(answer.json().path("refreshToken")).isNotEqualTo(session.path("refreshToken"));
        assertThat(validate(answer.json())).isEqualTo(200);
        assertThat(refresh(answer.json()).status()).isEqualTo(200);
    }

    @Test
    void endsTheSessionWhenATokenIsShownAgain() {
        JsonNode first = session();
        JsonNode second = refresh(first).json();

        Answer stolen = refresh(first);

        assertThat(stolen.status()).isEqualTo(401);
        assertThat(stolen.code()).isEqualTo("invalid-refresh-token");
        assertThat(refresh(second).status()).as("the session is over").isEqualTo(401);
        assertThat(validate(first)).isEqualTo(401);
        assertThat(validate(second)).isEqualTo(401);
        assertThat(validate(session())).as("who logs in again is in").isEqualTo(200);
    }

    @Test
    void letsExactlyOneOfManyUsesAtOnceWin() {
        String token = session().path("refreshToken").asString();

        List<String> outcomes = Objects.requireNonNull(Flux.range(0, 8)
                .flatMap(i -> sessions.refresh(token, new Asker("", "", "", "many"))
                        .map(Session::refreshToken)
                        .onErrorResume(refused -> Mono.just("refused")))
                .collectList()
                .block(PATIENCE));

        List<String> won =
                outcomes.stream().filter(outcome -> !outcome.equals("refused")).toList();
        assertThat(won).hasSizeLessThanOrEqualTo(1);
        assertThat(outcomes).hasSize(8);
        won.forEach(next -> assertThat(refresh(next).status())
                .as("the others ended the session")
                .isEqualTo(401));
    }

    @Test
    void forgetsATokenAfterTwelveHours() {
        JsonNode session = session();
        clock().advance(Duration.ofHours(12).minusSeconds(1));
        JsonNode second = refresh(session).json();
        assertThat(validate(second)).isEqualTo(200);

        clock().advance(Duration.ofHours(12));
        assertThat(refresh(second).status()).isEqualTo(401);
    }

    @Test
    void goesOnForSevenDaysAtMost() {
        JsonNode session = session();
        for (int hours = 0; hours < 7 * 24 - 8; hours += 8) {
            clock().advance(Duration.ofHours(8));
            Answer answer = refresh(session);
            assertThat(answer.status()).isEqualTo(200);
            session = answer.json();
        }
        clock().advance(Duration.ofHours(8));
        assertThat(refresh(session).status()).isEqualTo(401);
    }

    @Test
    void logsOut() {
        JsonNode session = session();

        assertThat(send(bearer(session), "POST", "/auth/logout", "").status()).isEqualTo(204);

        assertThat(validate(session)).isEqualTo(401);
        assertThat(refresh(session).status()).isEqualTo(401);
    }

    @Test
    void logsOutOfTheSessionWhoseRefreshTokenIsShown() {
        JsonNode former = session();
        JsonNode current = refresh(former).json();
        JsonNode other = session();

        assertThat(send(bearer(former), "POST", "/auth/logout", body(current)).status())
                .isEqualTo(204);

        assertThat(refresh(current).status()).isEqualTo(401);
        assertThat(validate(former)).isEqualTo(401);
        assertThat(validate(other)).as("another session goes on").isEqualTo(200);
        assertThat(refresh(other).status()).isEqualTo(200);
    }

    @Test
    void endsNobodyElsesSession() {
        JsonNode session = session();

        assertThat(send(loggedInAs(Role.ADMIN), "POST", "/auth/logout", body(session))
                        .status())
                .isEqualTo(204);

        assertThat(refresh(session).status()).isEqualTo(200);
    }

    @Test
    void endsAllSessionsOfAUserWhoIsChanged() {
        JsonNode session = session();

        send(loggedInAs(Role.ADMIN), "PATCH", location, "{\"role\":\"BILLING\"}");

        assertThat(refresh(session).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "not base64: ../../.."})
    void refusesWhatIsNoRefreshToken(String text) {
        assertThat(refresh(text).code()).isEqualTo("invalid-refresh-token");
    }

    @Test
    void refusesAnAccessTokenAndNothing() {
        assertThat(refresh(session().path("token").asString()).status()).isEqualTo(401);
        assertThat(client().send("POST", "/auth/refresh", JSON, "{}").code()).isEqualTo("validation-failed");
    }

    @Test
    void storesNoRefreshTokenAndNoMoreRowsThanSessions() {
        JsonNode session = session();
        refresh(refresh(session).json());

        Long rows = database.sql(
                        "select count(*) from session join users using (user_id) where email = :email and length(secret_hash) = 64")
                .bind("email", email)
                .mapValue(Long.class)
                .one()
                .block(PATIENCE);
        assertThat(rows).isEqualTo(1);
    }

    private JsonNode session() {
        return login(email, USER_PASSWORD).json();
    }

    private Answer refresh(JsonNode session) {
        return client().send("POST", "/auth/refresh", JSON, body(session));
    }

    private Answer refresh(String text) {
        return client().send("POST", "/auth/refresh", JSON, "{\"refreshToken\":\"%s\"}".formatted(text));
    }

    private static String body(JsonNode session) {
        return "{\"refreshToken\":\"%s\"}"
                .formatted(session.path("refreshToken").asString());
    }

    private int validate(JsonNode session) {
        return client().get("/auth/validate", bearer(session)).status();
    }

    private static Map<String, String> bearer(JsonNode session) {
        return Client.bearer(session.path("token").asString());
    }

    private Answer send(Map<String, String> token, String method, String path, String body) {
        Map<String, String> headers = new HashMap<>(token);
        headers.put("Content-Type", "application/json");
        return client().send(method, path, headers, body);
    }
}
