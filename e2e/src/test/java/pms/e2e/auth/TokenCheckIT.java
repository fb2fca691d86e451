package pms.e2e.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static pms.e2e.TheSystem.gateway;
import static pms.e2e.TheSystem.unnamed;

import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckIT {
    private static final String NOBODY = "7d8f4f5e-34f0-4c3c-9f0b-0b6f4f1a2a11";

    @ParameterizedTest
    @CsvSource({
        "GET, /auth/validate",
        "GET, /api/patients",
        "POST, /api/patients",
        "GET, /api/patients/" + NOBODY,
        "PUT, /api/patients/" + NOBODY,
        "DELETE, /api/patients/" + NOBODY,
        "GET, /api/patients/" + NOBODY + "/history",
        "GET, /api/patients/feed",
        "GET, /api/billing/accounts/" + NOBODY,
        "GET, /api/analytics/summary",
        "GET, /api/analytics/registrations",
        "GET, /api/analytics/demographics",
        "GET, /api/analytics/patients",
        "GET, /api/analytics/encounters",
        "GET, /api/analytics/census",
        "GET, /api/analytics/readmissions",
        "GET, /api/analytics/account-openings",
        "GET, /api/audit",
        "GET, /api/no-such-thing"
    })
    void letsNobodyInWithoutAToken(String method, String path) {
        refused(unnamed(), method, path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic dGVzdHVzZXI6cGFzc3dvcmQ=", "x"})
    void refusesWhatIsNoToken(String authorization) {
        refused(unnamed().header("Authorization", authorization), "GET", "/api/patients");
    }

    @Test
    void refusesATokenWhoseClaimsWereChanged() {
        String[] token = token();
        String claims = new String(Base64.getUrlDecoder().decode(token[1]), UTF_8)
                .replace("testuser@test.com", "superuser@test.com");
        refused(bearer(token[0] + "." + encode(claims) + "." + token[2]), "GET", "/api/patients");
    }

    @Test
    void refusesATokenThatSaysItNeedsNoSignature() {
        String[] token = token();
        refused(bearer(encode("{\"alg\":\"none\"}") + "." + token[1] + "."), "GET", "/api/patients");
    }

    @Test
    void doesNotBelieveAnActorThatTheClientNames() {
        refused(unnamed().header("PMS-Actor", "testuser@test.com"), "POST", "/api/patients");
    }

    private static void refused(RequestSpecification request, String method, String path) {
        request.request(method, path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .header("X-Correlation-Id", notNullValue())
                .body("code", equalTo("unauthorized"));
    }

    private static String[] token() {
        return Objects.requireNonNull(gateway().token()).split("\\.", -1);
    }

    private static RequestSpecification bearer(String token) {
        return unnamed().header("Authorization", "Bearer " + token);
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
