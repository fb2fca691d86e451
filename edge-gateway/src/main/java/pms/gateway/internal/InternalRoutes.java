package pms.gateway.internal;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import pms.access.SharedSecret;
import pms.audit.Asker;
import pms.gateway.audit.Accesses;
import pms.gateway.audit.Action;
import pms.gateway.audit.Askers;
import pms.gateway.auth.token.KeyRotation;
import pms.gateway.auth.token.KeyRotations;
import pms.gateway.auth.token.TrustStore;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** What the internal door offers, and to whom. It is no bean of routes: those would be on the public port, too. */
@Component
class InternalRoutes {

    private final TrustStore trust;
    private final KeyRotations rotations;
    private final Accesses accesses;
    private final SharedSecret services;
    private final SharedSecret operators;
    private final PrometheusMeterRegistry metrics;
    private final JsonMapper json;

    InternalRoutes(
            TrustStore trust,
            KeyRotations rotations,
            Accesses accesses,
            InternalSettings settings,
            PrometheusMeterRegistry metrics,
            JsonMapper json) {
        this.trust = trust;
        this.rotations = rotations;
        this.accesses = accesses;
        this.services = settings.services();
        this.operators = settings.operators();
        this.metrics = metrics;
        this.json = json;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(
                        "/internal/trust",
                        only(services, request -> trust.document().flatMap(this::answer)))
                .GET("/actuator/prometheus", only(services, request -> metrics()))
                .POST(
                        "/internal/signing-keys/rotations",
                        only(operators, request -> rotate(request).flatMap(this::answer)))
                .route(RequestPredicates.all(), request -> refused())
                .build();
    }

    /** Written on a thread that may take its time. */
    private Mono<ServerResponse> metrics() {
        return Mono.fromCallable(metrics::scrape)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(text -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_PLAIN)
                        .cacheControl(CacheControl.noStore())
                        .bodyValue(text));
    }

    private Mono<KeyRotation> rotate(ServerRequest request) {
        Asker operator = Askers.operator(request.exchange());
        return rotations
                .rotate()
                .delayUntil(rotation -> accesses.done(operator, Action.KEYS_ROTATED, "key:" + rotation.keyId()));
    }

    private static HandlerFunction<ServerResponse> only(SharedSecret secret, HandlerFunction<ServerResponse> handler) {
        return request -> isShownBy(request, secret) ? handler.handle(request) : refused();
    }

    private static boolean isShownBy(ServerRequest request, SharedSecret secret) {
        return secret.isShownBy(request.headers().header(HttpHeaders.AUTHORIZATION));
    }

    private Mono<ServerResponse> answer(Object body) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .bodyValue(json.writeValueAsString(body));
    }

    private static Mono<ServerResponse> refused() {
        return Mono.error(() -> new Rejection(Problem.of(ProblemCode.UNAUTHORIZED, "Send the token that this needs.")
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"pms\"")));
    }
}
