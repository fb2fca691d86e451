package pms.gateway.auth.token;

import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import pms.access.Role;
import reactor.core.publisher.Mono;

/** {@code GET /auth/validate}: whether a token is good, and whose it is. */
@RestController
class ValidateEndpoint {

    private final TokenCheck check;

    ValidateEndpoint(TokenCheck check) {
        this.check = check;
    }

    @GetMapping("/auth/validate")
    Mono<Validated> validate(@RequestHeader HttpHeaders headers) {
        return check.callerOf(headers)
                .map(caller -> new Validated(caller.subject(), caller.role(), caller.expiresAt()));
    }

    record Validated(String email, Role role, Instant expiresAt) {}
}
