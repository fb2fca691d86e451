package pms.gateway.auth.account;

import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.access.AccessToken;
import pms.gateway.audit.Askers;
import pms.gateway.auth.token.Callers;
import reactor.core.publisher.Mono;

/** {@code PUT /auth/password}: a user's own. All earlier tokens end, the one of this call among them. */
@RestController
class PasswordEndpoint {

    private final Accounts accounts;

    PasswordEndpoint(Accounts accounts) {
        this.accounts = accounts;
    }

    @PutMapping(path = "/auth/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> change(@RequestBody Mono<UserRequests.OwnPassword> request, ServerWebExchange exchange) {
        AccessToken caller = Objects.requireNonNull(Callers.of(exchange));
        EmailAddress email = new EmailAddress(caller.subject());
        return request.map(UserRequests.OwnPassword::checked)
                .flatMap(asked -> accounts.changeOwnPassword(
                        email, asked.givenCurrent(), asked.givenPassword(), Askers.of(exchange)))
                .then();
    }
}
