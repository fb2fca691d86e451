package pms.command.access;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import pms.command.testing.Service;
import pms.command.testing.TestTrust;
import reactor.core.publisher.Mono;

/** Every route that this service has, by everybody who could call it. A route that is not in the table fails. */
class RoutesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Route> TABLE = List.of(
            new Route("POST /api/patients", Door.USER, Set.of(ADMIN, CLINICIAN)),
            new Route("PUT /api/patients/{id}", Door.USER, Set.of(ADMIN, CLINICIAN)),
            new Route("DELETE /api/patients/{id}", Door.USER, Set.of(ADMIN, CLINICIAN)),
            new Route("POST /api/patients/{id}/erasure", Door.USER, Set.of(ADMIN)),
            new Route("POST /api/patients/{id}/encounters", Door.USER, Set.of(ADMIN, CLINICIAN)),
            new Route("POST /api/patients/{id}/encounters/{encounterId}/finish", Door.USER, Set.of(ADMIN, CLINICIAN)),
            new Route("POST /internal/keys/rotations", Door.OPERATOR, Set.of()),
            new Route("POST /internal/republications", Door.OPERATOR, Set.of()),
            new Route("GET /actuator", Door.OPERATOR, Set.of()),
            new Route("GET /actuator/projections", Door.OPERATOR, Set.of()),
            new Route("GET /actuator/prometheus", Door.OPEN, Set.of()),
            new Route("GET /actuator/health", Door.OPEN, Set.of()),
            new Route("GET /actuator/health/{*path}", Door.OPEN, Set.of()));

    private static final Service SERVICE = Service.shared();
    private static final WebClient CLIENT = WebClient.create("http://127.0.0.1:" + SERVICE.port());

    record Route(String call, Door door, Set<Role> roles) {

        HttpMethod method() {
            return HttpMethod.valueOf(call.substring(0, call.indexOf(' ')));
        }

        String path() {
            return call.substring(call.indexOf(' ') + 1)
                    .replace("{id}", "00000000-0000-4000-8000-000000000001")
                    .replace("{encounterId}", "00000000-0000-4000-8000-0000000000e1")
                    .replace("{*path}", "liveness");
        }

        @Override
        public String toString() {
            return call;
        }
    }

    /** @param challenge of a 401 */
    private record Answer(int status, @Nullable String challenge, String body) {}

    static List<Route> table() {
        return TABLE;
    }

    static Stream<Route> guarded() {
        return TABLE.stream().filter(route -> route.door() != Door.OPEN);
    }

    @Test
    void theTableHasEveryRoute() {
        Set<String> real = SERVICE.beans(RequestMappingInfoHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(RoutesIT::routes)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(TABLE).extracting(Route::toString).containsExactlyInAnyOrderElementsOf(real);
        assertThat(SERVICE.beans(RouterFunctionMapping.class))
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
        Answer unnamed = call(route, null);
        assertThat(unnamed.status()).isEqualTo(401);
        assertThat(unnamed.challenge()).isEqualTo("Bearer realm=\"pms\"");
        TestTrust.TOKENS
                .all()
                .forEach((name, token) -> assertThat(call(route, token))
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
                .forEach(role -> assertThat(call(route, TestTrust.TOKENS.good(role)))
                        .as("%s", role)
                        .satisfies(answer -> assertAsTheTableSays(route, role, answer)));
        assertThat(call(route, TestTrust.OPERATOR).status() == 401)
                .as("the operator is no user")
                .isEqualTo(route.door() == Door.USER);
    }

    private static void assertAsTheTableSays(Route route, Role role, Answer answer) {
        switch (route.door()) {
            case OPEN -> assertThat(answer.status()).isEqualTo(200);
            case OPERATOR -> assertThat(answer.status()).isEqualTo(401);
            case USER -> {
                if (route.roles().contains(role)) {
                    assertThat(answer.status()).isBetween(200, 499).isNotIn(401, 403);
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
                "/api/patients/x/..",
                "/api/patients;x=1",
                "/actuator/health/..;/projections",
                "/actuator/health/../projections",
                "/actuator/health/%2e%2e/projections",
                "/actuator%2fprojections",
                "/api/patients%2ferasure",
                "/internal;/keys/rotations",
                "/internal/%2e/keys/rotations",
                "/api/patients%00",
                "/api/%2570atients"
            })
    void knowsNoPathWithTwoReadings(String path) {
        assertThat(get(path, TestTrust.TOKENS.good(ADMIN)).status()).isIn(401, 404);
        assertThat(get(path, TestTrust.OPERATOR).status()).isIn(401, 404);
        assertThat(get(path, null).status()).isIn(401, 404);
    }

    @Test
    void anotherMethodIsAnsweredWithWhatIsOffered() {
        assertThat(call(HttpMethod.PATCH, "/api/patients/1", TestTrust.TOKENS.good(AUDITOR))
                        .status())
                .isEqualTo(405);
    }

    private static Answer call(Route route, @Nullable String token) {
        return call(route.method(), route.path(), token);
    }

    private static Answer get(String path, @Nullable String token) {
        return call(HttpMethod.GET, path, token);
    }

    private static Answer call(HttpMethod method, String path, @Nullable String token) {
        return Objects.requireNonNull(CLIENT.method(method)
                .uri(URI.create("http://127.0.0.1:" + SERVICE.port() + path))
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .exchangeToMono(RoutesIT::answer)
                .block(PATIENCE));
    }

    private static Mono<Answer> answer(ClientResponse response) {
        return response.bodyToMono(String.class)
                .defaultIfEmpty("")
                .map(body -> new Answer(
                        response.statusCode().value(),
                        response.headers().asHttpHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE),
                        body));
    }
}
