package pms.gateway.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import pms.access.Role;
import pms.gateway.support.Answer;
import pms.gateway.support.Client;
import pms.gateway.support.GatewayTest;

class AccountsIT extends GatewayTest {

    private static final String GOOD_PASSWORD = "violet cup on mars";

    @Test
    void addsAUserWhoCanLogIn() {
        String email = anEmail();
        Answer created = create(email, "CLINICIAN", GOOD_PASSWORD);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("email").asString()).isEqualTo(email);
        assertThat(created.json().path("role").asString()).isEqualTo("CLINICIAN");
        assertThat(created.json().path("disabled").asBoolean()).isFalse();
        assertThat(created.json().has("password")).isFalse();
        assertThat(client().get(created.header("Location"), admin()).json().path("id"))
                .isEqualTo(created.json().path("id"));
        assertThat(login(email, GOOD_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void tellsARandomPasswordOnce() {
        String email = anEmail();
        Answer created = send("POST", "/auth/users", "{\"email\":\"%s\",\"role\":\"BILLING\"}".formatted(email));

        String password = created.json().path("password").asString();
        assertThat(password).hasSize(24);
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        assertThat(login(email, password).status()).isEqualTo(200);
        assertThat(client().get(created.header("Location"), admin()).body()).doesNotContain("password");
    }

    @Test
    void refusesASecondUserWithTheSameEmail() {
        String email = anEmail();
        create(email, "CLINICIAN", GOOD_PASSWORD);

        Answer second = create(email.toUpperCase(Locale.ROOT), "ADMIN", GOOD_PASSWORD);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("email-taken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"role":"ADMIN"}                                               | email    | Email is required
            {"email":"no-address","role":"ADMIN"}                          | email    | Email should be valid
            {"email":"a@b.test"}                                           | role     | Role is required
            {"email":"a@b.test","role":"ROOT"}                             | role     | Has the wrong type
            {"email":"a@b.test","role":"ADMIN","password":"short"}         | password | Password must have at least 12 characters
            {"email":"a@b.test","role":"ADMIN","password":"password1234"}  | password | Password is too common
            """)
    void namesTheFieldThatIsNotRight(String body, String field, String message) {
        Answer answer = send("POST", "/auth/users", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("validation-failed");
        assertThat(answer.json().path("errors").path(field).asString()).isEqualTo(message);
    }

    @Test
    void listsUsersPageByPage() {
        create(anEmail(), "AUDITOR", GOOD_PASSWORD);
        create(anEmail(), "AUDITOR", GOOD_PASSWORD);

        Answer first = client().get("/auth/users?page=0&size=1", admin());
        Answer second = client().get("/auth/users?page=1&size=1", admin());

        assertThat(first.json().size()).isEqualTo(1);
        assertThat(Integer.parseInt(first.header("X-Total-Count"))).isGreaterThan(2);
        assertThat(second.json().path(0).path("id"))
                .isNotEqualTo(first.json().path(0).path("id"));
        assertThat(first.body()).doesNotContain("argon2");
        assertThat(client().get("/auth/users?size=201", admin()).status()).isEqualTo(400);
    }

    @Test
    void endsEarlierTokensWithEachChange() {
        for (String change : List.of("{\"role\":\"AUDITOR\"}", "{\"password\":\"seven blue boats\"}")) {
            String email = anEmail();
            Answer created = create(email, "CLINICIAN", GOOD_PASSWORD);
            Map<String, String> before = tokenOf(email, GOOD_PASSWORD);
            assertThat(validate(before)).isEqualTo(200);

            assertThat(send("PATCH", created.header("Location"), change).status())
                    .isEqualTo(200);

            assertThat(validate(before)).as(change).isEqualTo(401);
        }
    }

    @Test
    void letsAUserBackInWithATokenOfAfterTheChange() {
        String email = anEmail();
        Answer created = create(email, "CLINICIAN", GOOD_PASSWORD);
        Map<String, String> before = tokenOf(email, GOOD_PASSWORD);

        send("PATCH", created.header("Location"), "{\"role\":\"AUDITOR\"}");
        Map<String, String> after = tokenOf(email, GOOD_PASSWORD);
        assertThat(validate(before)).isEqualTo(401);
        assertThat(validate(after)).as("the clock stands still").isEqualTo(200);

        send("PATCH", created.header("Location"), "{\"role\":\"BILLING\"}");
        assertThat(validate(after)).as("also within the same second").isEqualTo(401);
    }

    @Test
    void locksADisabledUserOutAndLetsAnEnabledOneInAgain() {
        String email = anEmail();
        Answer created = create(email, "CLINICIAN", GOOD_PASSWORD);
        Map<String, String> before = tokenOf(email, GOOD_PASSWORD);

        send("PATCH", created.header("Location"), "{\"disabled\":true}");
        assertThat(validate(before)).isEqualTo(401);
        Answer login = login(email, GOOD_PASSWORD);
        assertThat(login.status()).isEqualTo(401);
        assertThat(login.code()).isEqualTo("invalid-credentials");

        send("PATCH", created.header("Location"), "{\"disabled\":false}");
        assertThat(validate(before)).as("an ended token stays ended").isEqualTo(401);
        assertThat(validate(tokenOf(email, GOOD_PASSWORD))).isEqualTo(200);
    }

    @Test
    void letsUsersChangeTheirOwnPassword() {
        String email = anEmail();
        create(email, "CLINICIAN", GOOD_PASSWORD);
        Map<String, String> token = tokenOf(email, GOOD_PASSWORD);

        assertThat(ownPassword(token, "not the current", "seven blue boats").code())
                .isEqualTo("invalid-credentials");
        assertThat(ownPassword(token, GOOD_PASSWORD, "password1234").code()).isEqualTo("validation-failed");
        assertThat(ownPassword(token, GOOD_PASSWORD, "seven blue boats").status())
                .isEqualTo(204);

        assertThat(validate(token)).isEqualTo(401);
        assertThat(login(email, GOOD_PASSWORD).status()).isEqualTo(401);
        assertThat(login(email, "seven blue boats").status()).isEqualTo(200);
    }

    @Test
    void knowsNoUserWithAnotherId() {
        String nobody = "/auth/users/" + UUID.randomUUID();

        assertThat(client().get(nobody, admin()).code()).isEqualTo("user-not-found");
        assertThat(send("PATCH", nobody, "{\"disabled\":true}").code()).isEqualTo("user-not-found");
        assertThat(client().get("/auth/users/x", admin()).code()).isEqualTo("invalid-parameter");
        assertThat(send("PATCH", nobody, "{}").code()).isEqualTo("validation-failed");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
    void isForAdministratorsAlone(Role role) {
        String one = "/auth/users/" + UUID.randomUUID();

        assertThat(client().get("/auth/users", loggedInAs(role)).status()).isEqualTo(403);
        assertThat(client().get(one, loggedInAs(role)).status()).isEqualTo(403);
        assertThat(send(loggedInAs(role), "POST", "/auth/users", "{}").status()).isEqualTo(403);
        assertThat(send(loggedInAs(role), "PATCH", one, "{}").status()).isEqualTo(403);
    }

    private Answer create(String email, String role, String password) {
        return send(
                "POST",
                "/auth/users",
                "{\"email\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}".formatted(email, role, password));
    }

    private Answer ownPassword(Map<String, String> token, String current, String next) {
        return send(
                token, "PUT", "/auth/password", "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, next));
    }

    private Map<String, String> tokenOf(String email, String password) {
        return Client.bearer(login(email, password).json().path("token").asString());
    }

    private int validate(Map<String, String> token) {
        return client().get("/auth/validate", token).status();
    }

    private Answer send(String method, String path, String body) {
        return send(admin(), method, path, body);
    }

    private Answer send(Map<String, String> token, String method, String path, String body) {
        Map<String, String> headers = new HashMap<>(token);
        headers.put("Content-Type", "application/json");
        return client().send(method, path, headers, body);
    }

    private Map<String, String> admin() {
        return loggedInAs(Role.ADMIN);
    }

    private static String anEmail() {
        return "user-" + UUID.randomUUID() + "@hospital.test";
    }
}
