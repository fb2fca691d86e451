package pms.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import pms.access.Role;
import pms.gateway.auth.token.TokenIssuer;
import pms.gateway.support.Answer;
import pms.gateway.support.Billing;
import pms.gateway.support.Client;
import pms.gateway.support.Surroundings;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * While nothing can be put on record the gateway starts, lets people in and passes requests on; it shows nothing of a
 * patient by itself, and changes no user.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "PMS_DEMO=true",
            "pms.database.patience=30s",
            "pms.login.patience=60s",
            "pms.billing.deadline=30s",
            "pms.routing.response-timeout=60s"
        })
@DirtiesContext
class AuditAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOWHERE = "127.0.0.1:11";
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000001";
    private static final String EMAIL = "testuser@test.com";
    private static final String PASSWORD = "password123";
    private static final String NEXT_PASSWORD = "violet cup on mars";

    @LocalServerPort
    private int port;

    @Autowired
    private TokenIssuer tokens;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private ApplicationContext gateway;

    @Autowired
    private ConnectionPool connections;

    private Map<String, String> admin = Map.of();

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        Surroundings.describe(properties, "auth_unrecorded");
        properties.add("PMS_KAFKA_BOOTSTRAP", () -> NOWHERE);
    }

    @BeforeEach
    void identify() {
        admin = as(Role.ADMIN);
    }

    @Test
    void noRouteOfTheGatewayItselfShowsAPatient() {
        List<String> paths = gateway.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(mapping -> mapping.getPatternsCondition().getPatterns().stream())
                .map(pattern -> pattern.getPatternString())
                .filter(path -> path.startsWith("/api/"))
                .filter(path -> !path.startsWith("/api/operations/")) // nothing of a patient there
                .toList();

        assertThat(paths).isNotEmpty();
        for (String patient : List.of(Billing.KNOWN, UNKNOWN)) {
            for (String path : paths) {
                Answer answer = asking().send("GET", path.replaceAll("\\{[^}]*}", patient), admin, "");

                assertThat(answer.status()).as(path).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("audit-unavailable");
                assertThat(answer.header("Retry-After")).isEqualTo("1");
                assertThat(answer.body()).doesNotContain("acc-");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/operations/signing-keys/rotations",
        "POST, /api/operations/query-side/dead-letters/replays",
        "DELETE, /api/operations/analytics-projector/dead-letters/analytics/patient.events.v1/0/1"
    })
    void nothingIsDoneToTheRunningSystem(String method, String path) {
        int before = Surroundings.QUERY_SIDE.requests() + Surroundings.ANALYTICS.requests();

        assertThat(asking().send(method, path, admin, "").code()).isEqualTo("audit-unavailable");
        assertThat(Surroundings.QUERY_SIDE.requests() + Surroundings.ANALYTICS.requests())
                .isEqualTo(before);
    }

    @Test
    void whatIsAnsweredBehindIsPassedOn() {
        assertThat(asking().send("GET", "/api/patients", admin, "").status()).isEqualTo(200);
    }

    @Test
    void isReady() {
        assertThat(asking().send("GET", "/actuator/health/readiness", Map.of(), "")
                        .status())
                .isEqualTo(200);
        assertThat(asking().send("GET", "/actuator/health", Map.of(), "").status())
                .as("the parts are there")
                .isEqualTo(200);
    }

    @Test
    void letsPeopleInAndOut() {
        Answer login = asking().login(EMAIL, PASSWORD);
        Map<String, String> token = Client.bearer(login.json().path("token").asString());

        assertThat(login.status()).isEqualTo(200);
        assertThat(asking().login(EMAIL, "not the password").code()).isEqualTo("invalid-credentials");
        assertThat(asking().send("POST", "/auth/logout", token, "").status()).isEqualTo(204);
    }

    @Test
    void aRefusalStaysARefusal() {
        assertThat(asking().send("GET", "/api/patients", as(Role.AUDITOR), "").code())
                .isEqualTo("forbidden");
        assertThat(asking().send("GET", "/api/patients", Client.bearer("a.b.c"), "")
                        .code())
                .isEqualTo("unauthorized");
    }

    @Test
    void noUserIsAdded() {
        String email = "user-" + UUID.randomUUID() + "@hospital.test";

        Answer answer = asking().send(
                        "POST",
                        "/auth/users",
                        admin,
                        "{\"email\":\"%s\",\"role\":\"ADMIN\",\"password\":\"%s\"}".formatted(email, NEXT_PASSWORD));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("audit-unavailable");
        assertThat(usersLike("select email from users where email = '" + email + "'"))
                .isEmpty();
    }

    @Test
    void noUserIsChanged() {
        List<String> before = demoUser();
        String id = before.getFirst().split(" ", -1)[0];

        for (String change : List.of(
                "{\"role\":\"ADMIN\"}", "{\"disabled\":false}", "{\"password\":\"%s\"}".formatted(NEXT_PASSWORD))) {
            Answer answer = asking().send("PATCH", "/auth/users/" + id, admin, change);
            assertThat(answer.code()).as(change).isEqualTo("audit-unavailable");
        }
        Map<String, String> token = Client.bearer(
                asking().login(EMAIL, PASSWORD).json().path("token").asString());
        Answer own = asking().send(
                        "PUT",
                        "/auth/password",
                        token,
                        "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(PASSWORD, NEXT_PASSWORD));

        assertThat(own.code()).isEqualTo("audit-unavailable");
        assertThat(demoUser()).isEqualTo(before);
        assertThat(asking().login(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    /** Each of them waits some seconds for its record; logins need the database meanwhile. */
    @Test
    void changesThatWaitForTheirRecordHoldFewConnections() {
        String id = demoUser().getFirst().split(" ", -1)[0];
        Queue<Integer> seen = new ConcurrentLinkedQueue<>();
        Disposable watching = Flux.interval(Duration.ofMillis(20)).subscribe(tick -> seen.add(acquired()));

        List<Integer> answers = Flux.range(0, 12)
                .flatMap(i -> Mono.fromCallable(
                                () -> asking().send("PATCH", "/auth/users/" + id, admin, "{\"disabled\":false}")
                                        .status())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
        watching.dispose();

        assertThat(answers).as("nothing is changed").doesNotContain(200);
        int usual = seen.stream().sorted().skip(seen.size() / 2).findFirst().orElseThrow();
        assertThat(usual)
                .as("most of the time, for each looks up its user first")
                .isBetween(1, 2);
    }

    private int acquired() {
        return connections.getMetrics().orElseThrow().acquiredSize();
    }

    private List<String> demoUser() {
        return usersLike(
                "select user_id || ' ' || role || ' ' || disabled || ' ' || changed_at || ' ' || tokens_ended_at"
                        + " from users where email = '" + EMAIL + "'");
    }

    private List<String> usersLike(String query) {
        return Objects.requireNonNull(
                database.sql(query).mapValue(String.class).all().collectList().block(PATIENCE));
    }

    private Map<String, String> as(Role role) {
        String email = role.name().toLowerCase(Locale.ROOT) + "@test.com";
        return Client.bearer(Objects.requireNonNull(tokens.issue(email, role).block(PATIENCE))
                .value());
    }

    private Asking asking() {
        return Asking.with(new Client(port));
    }
}
