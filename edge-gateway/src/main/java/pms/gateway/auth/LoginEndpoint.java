package pms.gateway.auth;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import pms.gateway.auth.token.IssuedToken;
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
    Mono<ResponseEntity<LoggedIn>> login(@RequestBody Mono<LoginRequest> request) {
        return request.map(LoginRequest::toCredentials)
                .flatMap(login::login)
                .map(LoginEndpoint::toAnswer)
                .map(answer ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
    }

    private static LoggedIn toAnswer(IssuedToken token) {
        return new LoggedIn(token.value(), token.lifetime().toSeconds());
    }

    /** @param expiresIn seconds */
    record LoggedIn(String token, long expiresIn) {}
}
