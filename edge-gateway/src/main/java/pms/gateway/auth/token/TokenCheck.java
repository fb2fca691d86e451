package pms.gateway.auth.token;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/** From the headers of a request to its caller, or to a 401 with the challenge of RFC 6750. */
@Component
class TokenCheck {

    private static final String REALM = "Bearer realm=\"pms\"";

    private final TokenVerifier verifier;

    TokenCheck(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /** Errors: {@link Rejection} for no token, a bad or an expired one. */
    Mono<Caller> callerOf(HttpHeaders headers) {
        String token = BearerToken.in(headers);
        if (token == null) {
            return Mono.error(() -> unauthorized("Send a token: Authorization: Bearer ...", REALM));
        }
        return verifier.verify(token).onErrorMap(BadToken.class, TokenCheck::refused);
    }

    private static Rejection refused(BadToken bad) {
        String told = switch (bad.reason()) {
            case EXPIRED -> "The token has expired";
            case UNKNOWN_KEY, NOT_VALID -> "The token is not valid";
        };
        return unauthorized(told + ".", REALM + ", error=\"invalid_token\", error_description=\"" + told + "\"");
    }

    private static Rejection unauthorized(String detail, String challenge) {
        return new Rejection(
                Problem.of(ProblemCode.UNAUTHORIZED, detail).with(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }
}
