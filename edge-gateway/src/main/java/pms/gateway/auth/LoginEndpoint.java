package pms.gateway.auth;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.audit.Asker;
import pms.gateway.audit.Askers;
import pms.gateway.auth.session.Session;
import pms.gateway.auth.session.SessionAnswer;
import pms.gateway.problem.Rejection;
import pms.gateway.routing.ClientAddress;
import reactor.core.publisher.Mono;

/** {@code POST /auth/login}. */
@RestController
class LoginEndpoint {

    private final Login login;
    private final LoginRecord record;

    LoginEndpoint(Login login, LoginRecord record) {
        this.login = login;
        this.record = record;
    }

    @PostMapping(
            path = "/auth/login",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<SessionAnswer>> login(@RequestBody Mono<LoginRequest> request, ServerWebExchange exchange) {
        return request.map(LoginRequest::toCredentials)
                .flatMap(credentials -> login(credentials, exchange))
                .map(SessionAnswer::of);
    }

    private Mono<Session> login(Credentials credentials, ServerWebExchange exchange) {
        Asker asker = Askers.of(exchange);
        return login.login(credentials, ClientAddress.of(exchange))
                .delayUntil(session -> record.done(credentials.email(), asker))
                .onErrorResume(
                        Rejection.class,
                        refusal -> record.refused(
                                        credentials.email(),
                                        asker,
                                        refusal.problem().code())
                                .then(Mono.error(refusal)));
    }
}
