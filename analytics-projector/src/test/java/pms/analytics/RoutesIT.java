package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.access.Role.ADMIN;
import static pms.access.Role.AUDITOR;
import static pms.access.Role.CLINICIAN;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import pms.access.Role;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every route that this service has, by everybody who could call it. A route that is not in the table fails. Longer than
 * other files: the table has a row for each.
 */
class RoutesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Route> TABLE = List.of(
            forUsers("/api/analytics/summary", ADMIN, AUDITOR),
            forUsers("/api/analytics/registrations", ADMIN, AUDITOR),
            forUsers("/api/analytics/demographics", ADMIN, AUDITOR),
            forUsers("/api/analytics/patients", ADMIN, AUDITOR),
            forUsers("/api/analytics/encounters", ADMIN, AUDITOR),
            forUsers("/api/analytics/census", ADMIN, AUDITOR),
            forUsers("/api/analytics/readmissions", ADMIN, AUDITOR),
            forUsers("/api/analytics/account-openings", ADMIN, AUDITOR),
            forAdmins(HttpMethod.POST, "/api/analytics/rebuilds"),
            forUsers("/api/analytics/rebuilds", ADMIN, AUDITOR),
            forUsers("/api/analytics/rebuilds/{id}", ADMIN, AUDITOR),
            forAdmins(HttpMethod.DELETE, "/api/analytics/rebuilds/{id}"),
            forUsers("/api/analytics/rebuilds/{id}/progress", ADMIN, AUDITOR),
            forAdmins(HttpMethod.POST, "/api/analytics/rebuilds/{id}/switch"),
            forAdmins(HttpMethod.POST, "/api/analytics/rebuilds/{id}/rollback"),
            forUsers("/api/audit", ADMIN, AUDITOR),
            forOperators(HttpMethod.GET, "/internal/audit/verification"),
            forUsers("/api/audit/verification", ADMIN, AUDITOR),
            forUsers("/api/operations/analytics-projector/projections", ADMIN),
            forUsers("/api/operations/analytics-projector/dead-letters", ADMIN),
            forUsers(
                    "/api/operations/analytics-projector/dead-letters/{projection}/{topic}/{partition}/{offset}",
                    ADMIN),
            forAdmins(
                    HttpMethod.DELETE,
                    "/api/operations/analytics-projector/dead-letters/{projection}/{topic}/{partition}/{offset}"),
            forAdmins(HttpMethod.POST, "/api/operations/analytics-projector/dead-letters/replays"),
            forOperators(HttpMethod.GET, "/internal/dead-letters"),
            forOperators(HttpMethod.GET, "/internal/dead-letters/{projection}/{topic}/{partition}/{offset}"),
            forOperators(HttpMethod.DELETE, "/internal/dead-letters/{projection}/{topic}/{partition}/{offset}"),
            forOperators(HttpMethod.POST, "/internal/dead-letters/replays"),
            forOperators(HttpMethod.GET, "/actuator"),
            forOperators(HttpMethod.GET, "/actuator/projections"),
            new Route(HttpMethod.GET, "/actuator/prometheus", Door.OPEN, Set.of()),
            new Route(HttpMethod.GET, "/actuator/health", Door.OPEN, Set.of()),
            new Route(HttpMethod.GET, "/actuator/health/{*path}", Door.OPEN, Set.of()));

    private static RunningAnalytics analytics;

    enum Door {
        OPEN,
        OPERATOR,
        USER
    }

    record Route(HttpMethod method, String pattern, Door door, Set<Role> roles) {

        String path() {
            return pattern.replace("{*path}", "liveness")
                    .replace("{id}", new UUID(0, 0).toString())
                    .replace("{projection}/{topic}/{partition}/{offset}", "none/none/0/0");
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    /** @param challenge of a 401 */
    private record Answer(int status, @Nullable String challenge, String body) {}

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
        analytics = new RunningAnalytics("routes", Servers.postgres().createDatabase("routes"));
    }

    @AfterAll
    static void stop() {
        analytics.close();
    }

    static List<Route> table() {
        return TABLE;
    }

    static Stream<Route> guarded() {
        return TABLE.stream().filter(route -> route.door() != Door.OPEN);
    }

    @Test
    void theTableHasEveryRoute() {
        Set<String> real = analytics.beans(RequestMappingInfoHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(RoutesIT::routes)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(TABLE).extracting(Route::toString).containsExactlyInAnyOrderElementsOf(real);
        assertThat(analytics.beans(RouterFunctionMapping.class))
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
    @ValueSource(strings = {"/", "/api", "/api/nothing", "/api/patients", "/auth/users", "/error"})
    void aPathThatIsNotThereIsToldToThoseWhoAreNamedOnly(String path) {
        assertThat(call(HttpMethod.GET, path, null).status()).isEqualTo(401);
        assertThat(call(HttpMethod.GET, path, TestTrust.TOKENS.good(ADMIN)).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/analytics/summary",
                "/api//analytics/summary",
                "/api/x/../analytics/summary",
                "/api/analytics/summary;x=1",
                "/actuator/health/..;/projections",
                "/actuator/health/../projections",
                "/actuator%2fprojections",
                "/api/analytics%2fsummary",
                "/api/%2561nalytics/summary"
            })
    void knowsNoPathWithTwoReadings(String path) {
        assertThat(call(HttpMethod.GET, path, TestTrust.TOKENS.good(ADMIN)).status())
                .isIn(401, 404);
        assertThat(call(HttpMethod.GET, path, TestTrust.OPERATOR).status()).isIn(401, 404);
        assertThat(call(HttpMethod.GET, path, null).status()).isIn(401, 404);
    }

    @Test
    void headIsForThoseWhoMayGet() {
        var path = "/api/analytics/summary";
        assertThat(call(HttpMethod.HEAD, path, TestTrust.TOKENS.good(CLINICIAN)).status())
                .isEqualTo(403);
        assertThat(call(HttpMethod.HEAD, path, TestTrust.TOKENS.good(AUDITOR)).status())
                .isEqualTo(200);
        assertThat(call(HttpMethod.DELETE, path, TestTrust.TOKENS.good(CLINICIAN))
                        .status())
                .isEqualTo(405);
    }

    /** The body of a refusal alone is read: the feed does not end. */
    private static Answer call(HttpMethod method, String path, @Nullable String token) {
        return Objects.requireNonNull(WebClient.create()
                .method(method)
                .uri(URI.create(analytics.url() + path))
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .exchangeToFlux(RoutesIT::answer)
                .blockFirst(PATIENCE));
    }

    private static Flux<Answer> answer(ClientResponse response) {
        int status = response.statusCode().value();
        String challenge = response.headers().asHttpHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE);
        return status < 400
                ? Flux.concat(
                        Mono.just(new Answer(status, challenge, "")),
                        response.bodyToFlux(String.class).ignoreElements().cast(Answer.class))
                : response.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(body -> new Answer(status, challenge, body))
                        .flux();
    }
}
