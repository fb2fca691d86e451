package pms.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.gateway.support.Answer;
import pms.gateway.support.GatewayTest;

class LoginIT extends GatewayTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @Test
    void givesTheDemoUserATokenThatLivesFifteenMinutes() {
        Answer answer = login(EMAIL, PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("token").asString()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(answer.json().path("expiresIn").asInt()).isEqualTo(900);
        assertThat(answer.header("Cache-Control"))
                .as("a token must not be cached")
                .isEqualTo("no-store");
    }

    @Test
    void comparesTheEmailWithoutCase() {
        assertThat(login("TestUser@Test.com", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void answersAWrongPasswordAndAnUnknownUserAlike() {
        Answer wrong = login(EMAIL, "password124");
        Answer unknown = login("nobody@test.com", PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("invalid-credentials");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body()).as("nobody learns who has an account").isEqualTo(wrong.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                | validation-failed | email    | Email is required
                    {"email":"a@b.c"}                                 | validation-failed | password | Password is required
                    {"email":"","password":"x"}                       | validation-failed | email    | Email is required
                    {"email":"not-an-address","password":"x"}         | validation-failed | email    | Email should be valid
                    {"email":"a\\u0000@b.c","password":"x"}           | validation-failed | email    | Email should be valid
                    {"email":["a@b.c"],"password":"x"}                | validation-failed | email    | Has the wrong type
                    {"email":{"a":1},"password":"x"}                  | validation-failed | email    | Has the wrong type
                    {"email":"a@b.c","password":"x","admin":true}     | unknown-field     | admin    | Unknown field
                    """)
    void namesTheFieldThatIsNotRight(String body, String code, String field, String message) {
        Answer answer = client().send("POST", "/auth/login", JSON, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("errors").path(field).asString()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"email":
            not json
            []
            "text"
            {} {}
            {"email":"a@b.c","email":
            """)
    void refusesABodyThatIsNotOneObject(String body) {
        Answer answer = client().send("POST", "/auth/login", JSON, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed-json");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"email\":\u00ff\u00fe", "\u0000"})
    void refusesABodyOfGarbage(String body) {
        assertThat(client().send("POST", "/auth/login", JSON, body).status()).isEqualTo(400);
    }

    @Test
    void refusesABodyNestedWithoutEnd() {
        String body = "{\"email\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

        assertThat(client().send("POST", "/auth/login", JSON, body).status()).isEqualTo(400);
    }

    @Test
    void refusesAnEmptyBody() {
        assertThat(client().send("POST", "/auth/login", JSON, "").code()).isEqualTo("malformed-json");
    }

    @Test
    void refusesAPasswordOfAbsurdLength() {
        Answer answer = login(EMAIL, "x".repeat(129));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path("password").asString()).contains("128");
    }

    @Test
    void refusesOtherFormsOfBody() {
        Answer answer =
                client().send("POST", "/auth/login", Map.of("Content-Type", "text/plain"), "email=a&password=b");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "garbage", "\"-12", "application/json;q=x"})
    void refusesToAnswerInAFormThatIsNotOffered(String accept) {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Accept", accept);
        Answer answer = client().send("POST", "/auth/login", headers, "{\"email\":\"a@b.c\",\"password\":\"x\"}");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.code()).isEqualTo("not-acceptable");
    }

    @Test
    void offersOnlyPost() {
        Answer answer = client().get("/auth/login", Map.of());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void refusesALoginBodyOfTenMegabytes() {
        Answer answer = client().send("POST", "/auth/login", JSON, "x".repeat(10 << 20));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("payload-too-large");
    }
}
