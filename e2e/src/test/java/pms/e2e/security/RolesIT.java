package pms.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.unnamed;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pms.e2e.Patients;

/** What each role may do with one patient, through the gateway and the service behind it. */
class RolesIT {
    private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);
    private static String patient = "";

    enum Role {
        ADMIN,
        CLINICIAN,
        BILLING,
        AUDITOR
    }

    @BeforeAll
    static void begin() {
        Response registered = asUser().body(Patients.minimal()).post("/api/patients");
        patient = registered.path("id");
        for (Role role : Role.values()) {
            TOKENS.put(role, login(user(role)));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> asUser().get("/api/billing/accounts/" + patient).statusCode() == 200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/patients,                  ADMIN CLINICIAN BILLING",
        "GET,  /api/patients/ID,               ADMIN CLINICIAN BILLING",
        "GET,  /api/patients/ID/history,       ADMIN CLINICIAN AUDITOR",
        "GET,  /api/patients/ID/encounters,    ADMIN CLINICIAN",
        "GET,  /api/billing/accounts/ID,       ADMIN BILLING",
        "GET,  /api/analytics/summary,         ADMIN AUDITOR",
        "GET,  /api/analytics/registrations,   ADMIN AUDITOR",
        "GET,  /api/analytics/demographics,    ADMIN AUDITOR",
        "GET,  /api/analytics/patients,        ADMIN AUDITOR",
        "GET,  /api/analytics/encounters,      ADMIN AUDITOR",
        "GET,  /api/analytics/census,          ADMIN AUDITOR",
        "GET,  /api/analytics/readmissions,    ADMIN AUDITOR",
        "GET,  /api/analytics/account-openings, ADMIN AUDITOR",
        "GET,  /api/audit,                     ADMIN AUDITOR",
        "GET,  /auth/users,                    ADMIN",
    })
    void readsWhatTheContractGivesItsRole(String method, String path, String allowed) {
        List<String> roles = List.of(allowed.split(" "));
        for (Role role : Role.values()) {
            int status = as(role).request(method, path.replace("ID", patient)).statusCode();
            assertThat(status).as("%s %s %s", role, method, path).isEqualTo(roles.contains(role.name()) ? 200 : 403);
        }
    }

    @Test
    void letsOnlyThoseWriteWhoTreat() {
        for (Role role : List.of(Role.BILLING, Role.AUDITOR)) {
            assertThat(as(role).body(Patients.minimal()).post("/api/patients").statusCode())
                    .isEqualTo(403);
            assertThat(as(role).delete("/api/patients/" + patient).statusCode()).isEqualTo(403);
        }
        assertThat(as(Role.CLINICIAN)
                        .body(Patients.minimal())
                        .post("/api/patients")
                        .statusCode())
                .isEqualTo(201);
        assertThat(as(Role.CLINICIAN)
                        .post("/api/patients/" + patient + "/erasure")
                        .statusCode())
                .as("only an ADMIN erases")
                .isEqualTo(403);
    }

    @Test
    void namesTheClinicianInTheHistory() {
        Response registered = as(Role.CLINICIAN).body(Patients.minimal()).post("/api/patients");
        String id = registered.path("id");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(as(Role.AUDITOR)
                                .get("/api/patients/" + id + "/history")
                                .body()
                                .asString())
                        .contains("clinician-"));
    }

    @Test
    void letsADisabledUserInNoMore() {
        Response user = user(Role.CLINICIAN);
        String token = login(user);
        assertThat(with(token).get("/api/patients").statusCode()).isEqualTo(200);

        int changed = asUser().body(Map.of("disabled", true))
                .patch("/auth/users/" + user.path("id"))
                .statusCode();

        assertThat(changed).isEqualTo(200);
        await().atMost(Duration.ofSeconds(90))
                .until(() -> with(token).get("/api/patients").statusCode() == 401);
        assertThat(unnamed()
                        .body(Map.of("email", user.path("email"), "password", user.path("password")))
                        .post("/auth/login")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void goesOnWithARefreshTokenOnce() {
        Response user = user(Role.AUDITOR);
        Response login = unnamed()
                .body(Map.of("email", user.path("email"), "password", user.path("password")))
                .post("/auth/login");
        Map<String, String> refresh = Map.of("refreshToken", login.path("refreshToken"));

        Response next = unnamed().body(refresh).post("/auth/refresh");

        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(with(next.path("token")).get("/api/analytics/summary").statusCode())
                .isEqualTo(200);
        assertThat(unnamed().body(refresh).post("/auth/refresh").statusCode()).isEqualTo(401);
    }

    private static Response user(Role role) {
        Map<String, String> user = Map.of(
                "email",
                role.name().toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID() + "@example.org",
                "role",
                role.name());
        Response added = asUser().body(user).post("/auth/users");
        assertThat(added.statusCode()).isEqualTo(201);
        return added;
    }

    private static String login(Response user) {
        Response login = unnamed()
                .body(Map.of("email", user.path("email"), "password", user.path("password")))
                .post("/auth/login");
        assertThat(login.statusCode()).isEqualTo(200);
        return login.path("token");
    }

    private static RequestSpecification as(Role role) {
        return with(Objects.requireNonNull(TOKENS.get(role)));
    }

    private static RequestSpecification with(String token) {
        return unnamed().header("Authorization", "Bearer " + token);
    }
}
