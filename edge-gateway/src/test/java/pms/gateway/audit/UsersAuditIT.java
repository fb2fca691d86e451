package pms.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pms.access.Role;
import pms.gateway.support.Answer;
import pms.gateway.support.Client;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Trail;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;

/** Who logs in, who is kept out, and who changes users is on record. */
class UsersAuditIT extends GatewayTest {

    private static final String USER_PASSWORD = "violet cup on mars";
    private static final String NEXT_PASSWORD = "seven blue boats";

    @SuppressWarnings("NullAway.Init")
    private static Trail trail;

    private String email = "";
    private String id = "";
    private Asking creation = new Asking(new Client(0), "");

    @BeforeAll
    static void open() {
        trail = new Trail();
    }

    @AfterAll
    static void close() {
        trail.close();
    }

    @BeforeEach
    void addUser() {
        email = "user-" + UUID.randomUUID() + "@hospital.test";
        creation = Asking.with(client());
        id = create(creation).json().path("id").asString();
    }

    @Test
    void whoAddsAUserIsOnRecordAndTheUserIsNamedByItsId() {
        AccessEntry entry = only(creation);

        assertThat(entry.getAction()).isEqualTo("user.created");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(entry.getActor()).isEqualTo("admin@test.com");
        assertThat(entry.getDetail()).isEqualTo("role:CLINICIAN user:" + id);
        assertThat(entry.toString()).doesNotContain(email);
    }

    @Test
    void aUserWhoIsNotAddedIsNotOnRecord() {
        Asking second = Asking.with(client());
        assertThat(create(second).code()).isEqualTo("email-taken");

        assertNothingBefore(second);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"role":"AUDITOR"}                   | role:AUDITOR
            {"disabled":true}                    | disabled
            {"disabled":false}                   | enabled
            {"password":"seven blue boats"}      | password
            {"role":"ADMIN","disabled":true}     | role:ADMIN disabled
            """)
    void whoChangesAUserIsOnRecordWithWhat(String change, String codes) {
        Asking asking = Asking.with(client());

        assertThat(asking.send("PATCH", "/auth/users/" + id, loggedInAs(Role.ADMIN), change)
                        .status())
                .isEqualTo(200);

        AccessEntry entry = only(asking);
        assertThat(entry.getAction()).isEqualTo("user.changed");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(entry.getActor()).isEqualTo("admin@test.com");
        assertThat(entry.getDetail()).isEqualTo(codes + " user:" + id);
    }

    @Test
    void aLoginIsOnRecord() {
        AccessEntry entry = entryOfLogin(email, USER_PASSWORD, 200);

        assertThat(entry.getAction()).isEqualTo("login");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(entry.getActor()).isEqualTo(email);
        assertThat(entry.getRole()).isEqualTo("CLINICIAN");
        assertThat(entry.getAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void aWrongPasswordIsOnRecordAndAnEmailOnlyWhenItIsAUsers() {
        AccessEntry user = entryOfLogin(email, "not the password", 401);
        AccessEntry nobody = entryOfLogin("what-somebody-typed@hospital.test", "not the password", 401);

        assertThat(user.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(user.getActor()).isEqualTo(email);
        assertThat(user.getDetail()).isEqualTo("bad-credentials");
        assertThat(nobody.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(nobody.getActor()).isEmpty();
        assertThat(nobody.getDetail()).isEqualTo("bad-credentials");
        assertThat(nobody.toString()).doesNotContain("typed");
    }

    @Test
    void aDisabledUserWhoTriesIsOnRecord() {
        Asking.with(client()).send("PATCH", "/auth/users/" + id, loggedInAs(Role.ADMIN), "{\"disabled\":true}");

        AccessEntry entry = entryOfLogin(email, USER_PASSWORD, 401);

        assertThat(entry.getActor()).isEqualTo(email);
        assertThat(entry.getDetail()).isEqualTo("disabled");
    }

    @Test
    void whoHasToWaitIsOnRecord() {
        for (int i = 0; i < 6; i++) {
            login(email, "not the password");
        }

        AccessEntry entry = entryOfLogin(email, USER_PASSWORD, 429);

        assertThat(entry.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(entry.getActor()).isEqualTo(email);
        assertThat(entry.getDetail()).isEqualTo("locked");
    }

    @Test
    void aRefreshTokenThatWasUsedBeforeIsOnRecordWithItsOwner() {
        String refresh = login(email, USER_PASSWORD).json().path("refreshToken").asString();
        String body = "{\"refreshToken\":\"%s\"}".formatted(refresh);
        Asking first = Asking.with(client());
        Asking again = Asking.with(client());

        assertThat(first.send("POST", "/auth/refresh", Map.of(), body).status()).isEqualTo(200);
        assertThat(again.send("POST", "/auth/refresh", Map.of(), body).status()).isEqualTo(401);

        AccessEntry entry = only(again);
        assertThat(entry.getAction()).isEqualTo("token.refresh");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(entry.getActor()).isEqualTo(email);
        assertThat(entry.getDetail()).isEqualTo("reused");
        assertThat(trail.of(first.id(), 0)).isEmpty();
    }

    @Test
    void aLogoutIsOnRecord() {
        Asking asking = Asking.with(client());

        assertThat(asking.send("POST", "/auth/logout", token(), "").status()).isEqualTo(204);

        AccessEntry entry = only(asking);
        assertThat(entry.getAction()).isEqualTo("logout");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(entry.getActor()).isEqualTo(email);
    }

    @Test
    void aPasswordOfOnesOwnIsOnRecord() {
        Map<String, String> token = token();
        Asking wrong = Asking.with(client());
        Asking right = Asking.with(client());

        assertThat(ownPassword(wrong, token, "not the current").status()).isEqualTo(401);
        assertThat(ownPassword(right, token, USER_PASSWORD).status()).isEqualTo(204);

        assertThat(only(wrong).getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(only(wrong).getDetail()).isEqualTo("bad-credentials");
        AccessEntry entry = only(right);
        assertThat(entry.getAction()).isEqualTo("password.changed");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(entry.getActor()).isEqualTo(email);
        assertThat(entry.getDetail()).isEqualTo("password user:" + id);
    }

    private Answer create(Asking asking) {
        String body = "{\"email\":\"%s\",\"role\":\"CLINICIAN\",\"password\":\"%s\"}".formatted(email, USER_PASSWORD);
        return asking.send("POST", "/auth/users", loggedInAs(Role.ADMIN), body);
    }

    private static Answer ownPassword(Asking asking, Map<String, String> token, String current) {
        String body = "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, NEXT_PASSWORD);
        return asking.send("PUT", "/auth/password", token, body);
    }

    private Map<String, String> token() {
        return Client.bearer(login(email, USER_PASSWORD).json().path("token").asString());
    }

    private AccessEntry entryOfLogin(String who, String password, int status) {
        Asking asking = Asking.with(client());
        assertThat(asking.login(who, password).status()).isEqualTo(status);
        return only(asking);
    }

    /** A later entry is read, and there is still none of this request. */
    private void assertNothingBefore(Asking asking) {
        entryOfLogin(email, USER_PASSWORD, 200);
        assertThat(trail.of(asking.id(), 0)).isEmpty();
    }

    private static AccessEntry only(Asking asking) {
        List<AccessEntry> entries = trail.of(asking.id(), 1);
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }
}
