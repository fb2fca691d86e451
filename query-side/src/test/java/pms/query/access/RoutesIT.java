package pms.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.access.Role.ADMIN;
import static pms.access.Role.AUDITOR;
import static pms.access.Role.BILLING;
import static pms.access.Role.CLINICIAN;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import pms.access.Role;
import pms.query.App;
import pms.query.TestTrust;
import reactor.core.publisher.Mono;

/**
 * Every route that this service has, by everybody who could call it. A route that is not in the table fails. Longer than
 * other files: the table has a row for each.
 */
class RoutesIT {

    private static final List<Route> TABLE = List.of(
            forUsers("/api/patients", ADMIN, CLINICIAN, BILLING),
            forUsers("/api/patients/feed", ADMIN, CLINICIAN),
            forUsers("/api/patients/{id}", ADMIN, CLINICIAN, BILLING),
            forUsers("/api/patients/{id}/history", ADMIN, CLINICIAN, AUDITOR),
            forUsers("/api/patients/{id}/encounters", ADMIN, CLINICIAN),
            forUsers("/api/patients/{id}/encounters/{encounterId}", ADMIN, CLINICIAN),
            forAdmins(HttpMethod.POST, "/api/directory/rebuilds"),
            forUsers("/api/directory/rebuilds", ADMIN, AUDITOR),
            forUsers("/api/directory/rebuilds/{id}", ADMIN, AUDITOR),
            forAdmins(HttpMethod.DELETE, "/api/directory/rebuilds/{id}"),
            forUsers("/api/directory/rebuilds/{id}/progress", ADMIN, AUDITOR),
            forAdmins(HttpMethod.POST, "/api/directory/rebuilds/{id}/switch"),
            forAdmins(HttpMethod.POST, "/api/directory/rebuilds/{id}/rollback"),
            forUsers("/api/operations/query-side/projections", ADMIN),
            forUsers("/api/operations/query-side/dead-letters", ADMIN),
            forUsers("/api/operations/query-side/dead-letters/{projection}/{topic}/{partition}/{offset}", ADMIN),
            forAdmins(
                    HttpMethod.DELETE,
                    "/api/operations/query-side/dead-letters/{projection}/{topic}/{partition}/{offset}"),
            forAdmins(HttpMethod.POST, "/api/operations/query-side/dead-letters/replays"),
            forOperators(HttpMethod.GET, "/internal/dead-letters"),
            forOperators(HttpMethod.GET, "/internal/dead-letters/{projection}/{topic}/{partition}/{offset}"),
            forOperators(HttpMethod.DELETE, "/internal/dead-letters/{projection}/{topic}/{partition}/{offset}"),
            forOperators(HttpMethod.POST, "/internal/dead-letters/replays"),
            forOperators(HttpMethod.GET, "/actuator"),
            forOperators(HttpMethod.GET, "/actuator/projections"),
            new Route(HttpMethod.GET, "/actuator/prometheus", Door.OPEN, Set.of()),
            new Route(HttpMethod.GET, "/actuator/health", Door.OPEN, Set.of()),
            new Route(HttpMethod.GET, "/actuator/health/{*path}", Door.OPEN, Set.of()));

    private static App app;

    record Route(HttpMethod method, String pattern, Door door, Set<Role> roles) {

        String path() {
            return pattern.replace("{id}", "00000000-0000-4000-8000-000000000001")
                    .replace("{encounterId}", "00000000-0000-4000-8000-0000000000e1")
                    .replace("{*path}", "liveness")
                    .replace("{projection}/{topic}/{partition}/{offset}", "none/none/0/0");
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    private static Route forUsers(String pattern, Role... roles) {
        return new Route(HttpMethod.GET, pattern, Door.USER, Set.of(roles));
    }

    private static Route forAdmins(HttpMethod method, String pattern) {
        return new Route(method, pattern, Door.USER, Set.of(ADMIN));
    }

    private static Route forOperators(HttpMethod method, String pattern) {
        return new Route(method, pattern, Door.OPERATOR, Set.of());
    }

    @BeforeAll
    static void start() {
        app = new App("routes");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    static List<Route> table() {
        return TABLE;
    }

    static Stream<Route> guarded() {
        return TABLE.stream().filter(route -> route.door() != Door.OPEN);
    }

    @Test
    void theTableHasEveryRoute() {
        Set<String> real = app.beans(RequestMappingInfoHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(RoutesIT::routes)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(TABLE).extracting(Route::toString).containsExactlyInAnyOrderElementsOf(real);
        assertThat(app.beans(RouterFunctionMapping.class))
                .extracting(RouterFunctionMapping::getRouterFunction)
                .containsOnlyNulls();
    }

    private static Stream<String> routes(RequestMappingInfo info) {
        assertThat(info.getMethodsCondition().getMethods())
                .as("methods of %s", info)
                .isNotEmpty();
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> info.getPatternsCondition().getPatterns().stream()
                        .map(pattern -> method + " " + pattern.getPatternString()));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void takesNobodyWithoutAGoodToken(Route route) {
        Answer unnamed = call(route.method(), route.path(), null);
        assertThat(unnamed.status()).isEqualTo(401);
        assertThat(unnamed.challenge()).isEqualTo("Bearer realm=\"pms\"");
        TestTrust.TOKENS
                .all()
                .forEach((name, token) -> assertThat(call(route.method(), route.path(), token))
                        .as(name)
                        .satisfies(answer -> {
                            assertThat(answer.status()).isEqualTo(401);
                            assertThat(answer.challenge()).startsWith("Bearer realm=\"pms\"");
                            assertThat(answer.body()).contains("\"code\":\"unauthorized\"");
                        }));
    }

    @ParameterizedTest
    @MethodSource("table")
    void takesTheRolesOfTheTableAndNoOther(Route route) {
        Arrays.stream(Role.values())
                .forEach(role -> assertThat(call(route.method(), route.path(), TestTrust.TOKENS.good(role)))
                        .as("%s", role)
                        .satisfies(answer -> assertAsTheTableSays(route, role, answer)));
        assertThat(call(route.method(), route.path(), TestTrust.OPERATOR).status() == 401)
                .as("the operator is no user")
                .isEqualTo(route.door() == Door.USER);
    }

    private static void assertAsTheTableSays(Route route, Role role, Answer answer) {
        switch (route.door()) {
            case OPEN -> assertThat(answer.status()).isEqualTo(200);
            case OPERATOR -> assertThat(answer.status()).isEqualTo(401);
            case USER -> {
                if (route.roles().contains(role)) {
                    assertThat(answer.status()).isIn(200, 202, 404);
                } else {
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.body()).contains("\"code\":\"forbidden\"");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/nothing", "/api/patients/1/2/3", "/auth/users", "/error"})
    void aPathThatIsNotThereIsToldToThoseWhoAreNamedOnly(String path) {
        assertThat(get(path, null).status()).isEqualTo(401);
        assertThat(get(path, TestTrust.TOKENS.good(ADMIN)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/patients",
                "/api//patients",
                "/api/./patients",
                "/api/x/../patients",
                "/api/patients/feed/..",
                "/api/patients;x=1",
                "/actuator/health/..;/projections",
                "/actuator/health/../projections",
                "/actuator/health/%2e%2e/projections",
                "/actuator%2fprojections",
                "/api/patients%2ffeed",
                "/api/patients%5cfeed",
                "/api/patients%00",
                "/api/%2570atients"
            })
    void knowsNoPathWithTwoReadings(String path) {
        assertThat(get(path, TestTrust.TOKENS.good(ADMIN)).status()).isIn(401, 404);
        assertThat(get(path, TestTrust.OPERATOR).status()).isIn(401, 404);
        assertThat(get(path, null).status()).isIn(401, 404);
    }

    @Test
    void headIsForThoseWhoMayGet() {
        assertThat(call(HttpMethod.HEAD, "/api/patients", TestTrust.TOKENS.good(AUDITOR))
                        .status())
                .isEqualTo(403);
        assertThat(call(HttpMethod.HEAD, "/api/patients", TestTrust.TOKENS.good(BILLING))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anotherMethodIsAnsweredWithWhatIsOffered() {
        assertThat(call(HttpMethod.DELETE, "/api/patients", TestTrust.TOKENS.good(AUDITOR)))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(405);
                    assertThat(answer.body()).contains("method-not-allowed");
                });
    }

    @Test
    void noHeaderSaysWhoSomebodyIs() {
        Map<String, String> claims = Map.of("PMS-Actor", "root", "X-User", "root", "X-Role", "ADMIN");
        int status = Objects.requireNonNull(app.streams()
                .get()
                .uri("/api/patients")
                .headers(headers -> claims.forEach(headers::set))
                .exchangeToMono(answer -> Mono.just(answer.statusCode().value()))
                .block(App.PATIENCE));
        assertThat(status).isEqualTo(401);
    }

    private static Answer get(String path, @Nullable String token) {
        return call(HttpMethod.GET, path, token);
    }

    /** The body of a refusal alone is read: the feed does not end. */
    private static Answer call(HttpMethod method, String path, @Nullable String token) {
        return Objects.requireNonNull(app.streams()
                .method(method)
                .uri(URI.create(app.url() + path))
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .exchangeToFlux(Answer::of)
                .blockFirst(App.PATIENCE));
    }
}
