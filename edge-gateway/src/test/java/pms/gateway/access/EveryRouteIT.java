package pms.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import pms.access.Role;
import pms.gateway.auth.token.Forger;
import pms.gateway.support.Client;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Surroundings;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;

/** Every route of the running gateway, with every role, with no token, and with every bad one. */
class EveryRouteIT extends GatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> BAD = new ConcurrentHashMap<>();

    @Autowired
    private ApplicationContext gateway;

    static Stream<ExpectedAccess> table() {
        return ExpectedAccess.table();
    }

    static Stream<ExpectedAccess> guarded() {
        return table().filter(row -> !row.isOpen());
    }

    @BeforeEach
    void letTheFeedBegin() {
        Surroundings.QUERY_SIDE.restartFeed();
        Surroundings.QUERY_SIDE.emit(":alive\n\n");
    }

    @Test
    void hasARowForEachRule() {
        Set<String> ruled = AccessRules.all()
                .flatMap(rule -> rule.methods().stream()
                        .filter(method -> !method.name().equals("HEAD"))
                        .map(method -> method.name() + " " + rule.path().getPatternString()))
                .collect(Collectors.toSet());

        assertThat(ruled).isEqualTo(table().map(ExpectedAccess::call).collect(Collectors.toSet()));
    }

    @Test
    void hasARowForEachEndpointOfTheGateway() {
        assertThat(table().map(ExpectedAccess::call).toList())
                .as("write a row, and a rule")
                .containsAll(endpoints());
    }

    @Test
    void leadsToEachServiceOnlyByWaysThatHaveARow() {
        List<String> routes = Objects.requireNonNull(gateway.getBean(RouteLocator.class)
                .getRoutes()
                .map(Route::getId)
                .collectList()
                .block(PATIENCE));

        assertThat(routes)
                .as("a new way to a service needs rows for its calls")
                .containsExactlyInAnyOrder(
                        "feed",
                        "analytics-progress",
                        "directory-progress",
                        "patient-reads",
                        "patient-commands",
                        "directory",
                        "analytics",
                        "audit",
                        "audit-verification",
                        "query-side-operations",
                        "analytics-projector-operations");
    }

    @ParameterizedTest
    @MethodSource("table")
    void letsInWhoMayCall(ExpectedAccess row) {
        for (Role role : Role.values()) {
            int before = reached();
            int status = status(row, loggedInAs(role));

            if (!row.isOpen() && !row.roles().contains(role)) {
                assertThat(status).as("%s", role).isEqualTo(403);
                assertThat(reached()).as("asked by %s", role).isEqualTo(before);
            } else if (row.isAnsweredBehind()) {
                assertThat(status).as("%s", role).isEqualTo(200);
                assertThat(reached()).as("asked by %s", role).isEqualTo(before + 1);
            } else {
                assertThat(status).as("%s", role).isNotIn(401, 403, 405, 429, 500);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void letsNobodyInWithoutAGoodToken(ExpectedAccess row) {
        if (BAD.isEmpty()) {
            BAD.putAll(Forger.of(gateway, clock()).all());
        }
        int before = reached();

        assertThat(status(row, Map.of())).as("no token").isEqualTo(401);
        BAD.forEach((name, token) ->
                assertThat(status(row, Client.bearer(token))).as(name).isEqualTo(401));
        assertThat(reached()).isEqualTo(before);
    }

    @Test
    void refusesNoGoodTokenOfTheForger() {
        String good = Forger.of(gateway, clock()).good(Role.ADMIN);

        assertThat(client().get("/api/patients", Client.bearer(good)).status())
                .as("else the refusals would prove nothing")
                .isEqualTo(200);
    }

    /** Those of this module, and those of the actuator. */
    private List<String> endpoints() {
        return gateway.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(EveryRouteIT::calls)
                .filter(call -> !call.equals("GET /actuator/health/{*path}")) // its open groups have rows
                .toList();
    }

    private static Stream<String> calls(RequestMappingInfo endpoint) {
        Set<?> methods = endpoint.getMethodsCondition().getMethods();
        return endpoint.getPatternsCondition().getPatterns().stream()
                .flatMap(path -> (methods.isEmpty() ? Stream.of("ANY") : methods.stream())
                        .map(method -> method + " " + path.getPatternString()));
    }

    private int reached() {
        return Stream.of(Surroundings.COMMAND_SIDE, Surroundings.QUERY_SIDE, Surroundings.ANALYTICS)
                .mapToInt(service -> service.requests())
                .sum();
    }

    private int status(ExpectedAccess row, Map<String, String> headers) {
        boolean hasBody = Arrays.asList("POST", "PUT", "PATCH").contains(row.method());
        return Objects.requireNonNull(client().http(headers)
                .headers(all -> all.set("Content-Type", "application/json"))
                .request(HttpMethod.valueOf(row.method()))
                .uri(row.example())
                .send(hasBody ? ByteBufMono.fromString(Mono.just("{}")) : ByteBufFlux.fromInbound(Mono.empty()))
                .response((response, body) -> Mono.just(response.status().code()))
                .next()
                .block(PATIENCE));
    }
}
