package pms.gateway.auth.session;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.access.AccessToken;
import pms.gateway.audit.Accesses;
import pms.gateway.audit.Action;
import pms.gateway.audit.Askers;
import pms.gateway.auth.token.Callers;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/** {@code POST /auth/refresh} and {@code POST /auth/logout}. */
@RestController
class SessionEndpoint {

    private final Sessions sessions;
    private final Accesses accesses;

    SessionEndpoint(Sessions sessions, Accesses accesses) {
        this.sessions = sessions;
        this.accesses = accesses;
    }

    @PostMapping(
            path = "/auth/refresh",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<SessionAnswer>> refresh(@RequestBody Mono<Shown> request, ServerWebExchange exchange) {
        return request.map(Shown::required)
                .flatMap(token -> sessions.refresh(token, Askers.of(exchange)))
                .map(SessionAnswer::of);
    }

    @PostMapping("/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logout(@RequestBody(required = false) Mono<Shown> request, ServerWebExchange exchange) {
        AccessToken caller = Objects.requireNonNull(Callers.of(exchange));
        return request.defaultIfEmpty(new Shown(null))
                .flatMap(shown -> sessions.end(caller, shown.refreshToken()))
                .then(accesses.done(Askers.of(exchange), Action.LOGOUT, ""));
    }

    record Shown(@Nullable String refreshToken) {

        String required() {
            if (refreshToken == null || refreshToken.isBlank()) {
                throw new Rejection(Problem.of(
                        ProblemCode.VALIDATION_FAILED,
                        "A refresh token is needed.",
                        Map.of("refreshToken", "Refresh token is required")));
            }
            return refreshToken;
        }

        /** Tokens are secrets: they do not belong in logs. */
        @Override
        public String toString() {
            return "Shown";
        }
    }
}
