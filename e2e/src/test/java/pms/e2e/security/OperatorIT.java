package pms.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.installation;
import static pms.e2e.TheSystem.unnamed;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.Patients;
import pms.e2e.TheSystem;
import pms.e2e.system.Outcome;

/** What operators do at the command line, and what nobody else can do at the doors inside. */
class OperatorIT {
    private static final Pattern ENTRIES = Pattern.compile("Entries\\s+(\\d+)");

    @Test
    void verifiesThatEachChangeIsInTheAuditLogOnce() {
        long before = entries();
        asUser().body(Patients.minimal()).post("/api/patients").then().statusCode(201);

        await().atMost(Duration.ofSeconds(30)).until(() -> entries() > before);

        assertThat(pms("audit", "verify").out()).contains("The chain is whole");
    }

    @Test
    void rotatesTheSigningKeyWithoutLoggingAnybodyOut() {
        var user = asUser();

        Outcome rotated = pms("keys", "rotate-signing");

        assertThat(rotated.out()).contains("New signing key", "The former key counts until");
        user.get("/api/patients").then().statusCode(200);
        assertThat(unnamed().get("/auth/jwks").jsonPath().getList("keys")).hasSizeGreaterThan(1);
    }

    @Test
    void looksAfterUsers() {
        String email = "nurse-" + UUID.randomUUID() + "@example.org";

        assertThat(pms("users", "add", email, "CLINICIAN").out()).contains("may log in as CLINICIAN with the password");
        assertThat(pms("users", "role", email, "AUDITOR").out()).contains("is AUDITOR now");
        assertThat(pms("users", "disable", email).out()).contains("is disabled");

        assertThat(pms("users", "list").out()).containsPattern(Pattern.quote(email) + "\\s+AUDITOR\\s+disabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-side", "query-side", "analytics-projector"})
    void keepsTheDoorsOfAServiceShut(String service) throws Exception {
        int port = TheSystem.status().part(service).port();

        for (String path : List.of("/actuator/projections", "/actuator", "/internal/anything", "/api/patients", "/")) {
            assertThat(status(port, path)).as(path).isEqualTo(401);
        }
        assertThat(status(port, "/actuator/health/readiness")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/internal/trust", "/internal/signing-keys/rotations", "/actuator/projections", "/actuator/env"})
    void hasNoDoorInsideOnThePublicPort(String path) {
        unnamed().get(path).then().statusCode(401);
        asUser().get(path).then().statusCode(404);
    }

    private static long entries() {
        Matcher entries = ENTRIES.matcher(pms("audit", "verify").out());
        assertThat(entries.find()).isTrue();
        return Long.parseLong(entries.group(1));
    }

    private static Outcome pms(String... arguments) {
        return installation().pms(arguments).mustSucceed();
    }

    private static int status(int port, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
