package pms.gateway.auth;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.gateway.auth.session.SessionAnswer;
import pms.gateway.routing.ClientAddress;
import reactor.core.publisher.Mono;

/** {@code POST /auth/login}. */
@RestController
class LoginEndpoint {

    private final Login login;

    LoginEndpoint(Login login) {
        this.login = login;
    }

    @PostMapping(
            path = "/auth/login",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<SessionAnswer>> login(@RequestBody Mono<LoginRequest> request, ServerWebExchange exchange) {
        return request.map(LoginRequest::toCredentials)
                .flatMap(credentials -> login.login(credentials, ClientAddress.of(exchange)))
                .map(SessionAnswer::of);
    }
}
