package pms.e2e.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.TheSystem.gateway;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.Patients;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import pms.e2e.client.Json;

/** Rubbish on each route, the same in each run. No answer is a server error, and none tells of our insides. */
class GarbageIT {
    private static final int TRIES = 25;
    private static final List<String> VALUES = List.of(
            "%00",
            "%ff%fe",
            "%2e%2e%2f%2e%2e%2fetc",
            "%25",
            "%0d%0aX:%20y",
            "'--",
            "%22",
            "-0",
            "1e9",
            "NaN",
            "null",
            "9223372036854775808",
            "%F0%9F%99%82",
            "${jndi:x}".replace("$", "%24").replace("{", "%7B").replace("}", "%7D"));
    private static final List<String> PARAMETERS =
            List.of("q", "page", "size", "sort", "asOf", "patient", "bucket", "from", "to", "actor");
    private static final List<String> HEADERS = List.of(
            "If-Match",
            "If-None-Match",
            "PMS-Position",
            "Idempotency-Key",
            "Last-Event-ID",
            "X-Correlation-Id",
            "Accept");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /auth/login",
                "GET /auth/validate",
                "GET /auth/jwks",
                "POST /api/patients",
                "GET /api/patients",
                "GET /api/patients/{}",
                "PUT /api/patients/{}",
                "DELETE /api/patients/{}",
                "GET /api/patients/{}/history",
                "GET /api/patients/{}/encounters",
                "GET /api/patients/{}/encounters/{}",
                "POST /api/patients/{}/encounters",
                "POST /api/patients/{}/encounters/{}/finish",
                "GET /api/billing/accounts/{}",
                "GET /api/analytics/summary",
                "GET /api/analytics/registrations",
                "GET /api/analytics/demographics",
                "GET /api/analytics/patients",
                "GET /api/analytics/encounters",
                "GET /api/analytics/census",
                "GET /api/analytics/readmissions",
                "GET /api/analytics/account-openings",
                "GET /api/audit",
                "GET /api-docs/{}"
            })
    void neverMakesAServerError(String route) {
        Random random = new Random(route.hashCode());
        Gateway gateway = gateway();
        String method = route.substring(0, route.indexOf(' '));
        for (int i = 0; i < TRIES; i++) {
            String path = route.substring(route.indexOf(' ') + 1).replace("{}", pick(VALUES, random));
            String uri = path + "?" + pick(PARAMETERS, random) + "=" + pick(VALUES, random);
            String body = method.startsWith("P") ? body(random) : null;
            String value = random.nextBoolean() ? "x".repeat(random.nextInt(300)) + "y" : "\"" + random.nextInt();
            Answer answer = gateway.send(method, uri, body, pick(HEADERS, random), value);
            assertThat(answer.status())
                    .as("%s %s %s: %s", method, uri, body, answer.text())
                    .isLessThan(500);
            assertThat(answer.text())
                    .doesNotContain("Exception", "\tat ", "org.springframework", "io.r2dbc", "SQLSTATE");
        }
    }

    private static String body(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> bytes(random);
            case 1 -> Json.write(Map.of(pick(PARAMETERS, random), random.nextInt()));
            case 2 -> cut(Json.write(Patients.whole()), random);
            default ->
                Json.write(Patients.with(pick(List.of("name", "email", "gender", "phone"), random), bytes(random)));
        };
    }

    private static String bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(1, 200)];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private static String cut(String text, Random random) {
        int place = random.nextInt(1, text.length() - 1);
        return text.substring(0, place) + text.substring(place + 1);
    }

    private static String pick(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
