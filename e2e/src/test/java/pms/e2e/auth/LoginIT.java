package pms.e2e.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.gateway;
import static pms.e2e.TheSystem.unnamed;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import pms.e2e.client.Gateway;
import pms.e2e.client.Json;
import tools.jackson.databind.JsonNode;

class LoginIT {
    @Test
    void givesATokenForTheDemoLogin() {
        unnamed()
                .body(login(Gateway.DEMO_EMAIL, Gateway.DEMO_PASSWORD))
                .post("/auth/login")
                .then()
                .statusCode(200)
                .body("token", notNullValue())
                .body("expiresIn", greaterThan(0));
    }

    @Test
    void refusesAWrongPassword() {
        unnamed()
                .body(login(Gateway.DEMO_EMAIL, "password124"))
                .post("/auth/login")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-credentials"));
    }

    @Test
    void refusesAnUnknownUserInTheSameWords() {
        String unknown = refusal("nobody@test.com");
        String wrongPassword = refusal(Gateway.DEMO_EMAIL);
        assertThat(unknown).as("an attacker learns nothing of who exists").isEqualTo(wrongPassword);
    }

    private static String refusal(String email) {
        return unnamed()
                .body(login(email, "not the password"))
                .post("/auth/login")
                .then()
                .statusCode(401)
                .extract()
                .path("detail");
    }

    @Test
    void namesTheFieldsThatALoginLacks() {
        unnamed()
                .body("{}")
                .post("/auth/login")
                .then()
                .statusCode(400)
                .body("code", equalTo("validation-failed"))
                .body("errors", hasKey("email"))
                .body("errors", hasKey("password"));
    }

    @Test
    void validatesItsOwnToken() {
        asUser().get("/auth/validate").then().statusCode(200);
    }

    @Test
    void publishesTheKeyThatSignsItsTokensAndNothingPrivate() throws Exception {
        JsonNode jwks = Json.read(unnamed()
                .get("/auth/jwks")
                .then()
                .statusCode(200)
                .body("keys.kty", everyItem(equalTo("RSA")))
                .body("keys", everyItem(not(hasKey("d"))))
                .extract()
                .asString());
        String[] token = Objects.requireNonNull(gateway().token()).split("\\.", -1);
        JsonNode header = Json.read(new String(decode(token[0]), java.nio.charset.StandardCharsets.UTF_8));

        assertThat(header.path("alg").asString()).isEqualTo("RS256");
        Signature signature = Signature.getInstance("SHA256withRSA");
        JsonNode key = keyOf(jwks, header.path("kid").asString());
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, decode(key.path("n").asString())),
                        new BigInteger(1, decode(key.path("e").asString())))));
        signature.update((token[0] + "." + token[1]).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(signature.verify(decode(token[2])))
                .as("signature by the published key")
                .isTrue();
    }

    private static JsonNode keyOf(JsonNode jwks, String kid) {
        for (JsonNode key : jwks.path("keys")) {
            if (key.path("kid").asString().equals(kid)) {
                return key;
            }
        }
        throw new AssertionError("no key " + kid + " in " + jwks);
    }

    private static byte[] decode(String base64Url) {
        return Base64.getUrlDecoder().decode(base64Url);
    }

    private static String login(String email, String password) {
        return Json.write(Map.of("email", email, "password", password));
    }
}
