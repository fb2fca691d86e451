package pms.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.access.Role;
import pms.gateway.support.Answer;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Surroundings;

class AccessIT extends GatewayTest {

    private static final String ERASURE = "/api/patients/0b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e/erasure";

    @Test
    void letsAnAdminErase() {
        Answer answer = client().send("POST", ERASURE, loggedInAs(Role.ADMIN), "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("service").asString()).isEqualTo("command-side");
        assertThat(answer.json().path("uri").asString()).isEqualTo(ERASURE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
    void letsNobodyElseErase(Role role) {
        int before = Surroundings.COMMAND_SIDE.requests();

        Answer answer = client().send("POST", ERASURE, loggedInAs(role), "");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("forbidden");
        assertThat(answer.json().path("detail").asString()).isEqualTo("This needs the role ADMIN.");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("X-Correlation-Id")).isNotEmpty();
        assertThat(Surroundings.COMMAND_SIDE.requests())
                .as("nothing gets through")
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/patients/1/erasure?x=1",
                "/api/patients/1/%65rasure",
                "/api/patients/1/%65%72%61%73%75%72%65",
                "/api/p%61tients/1/erasure",
                "/%61pi/patients/%20/erasure"
            })
    void refusesEverySpellingOfThePath(String path) {
        assertThat(client().send("POST", path, loggedInAs(Role.CLINICIAN), "").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/patients/1/erasure;v=1", "/api/patients//1/erasure", "/api/patients/1/./erasure"})
    void knowsNoOtherSpelling(String path) {
        assertThat(client().send("POST", path, loggedInAs(Role.CLINICIAN), "").status())
                .isEqualTo(404);
    }

    @Test
    void asksForATokenFirst() {
        assertThat(client().send("POST", ERASURE, Map.of(), "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/patients/feed", "/api/patients/%66eed", "/api/patients/fee%64"})
    void doesNotTakeTheFeedForAPatient(String path) {
        assertThat(client().get(path, loggedInAs(Role.BILLING)).status()).isEqualTo(403);
    }

    @Test
    void asksNoServiceForACallThatIsInNoTable() {
        int before = Surroundings.COMMAND_SIDE.requests();

        assertThat(client().send("POST", "/api/patients/1/merge", loggedInAs(Role.ADMIN), "")
                        .status())
                .isEqualTo(404);
        assertThat(client().send("POST", "/api/patients/1", loggedInAs(Role.ADMIN), "")
                        .status())
                .isEqualTo(405);
        assertThat(Surroundings.COMMAND_SIDE.requests()).isEqualTo(before);
    }
}
