package pms.gateway.auth.token;

import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import pms.access.AccessToken;
import pms.access.BadToken;
import pms.access.BearerToken;
import pms.access.TokenVerifier;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** From the headers of a request to its caller, or to a 401 with the challenge of RFC 6750. */
@Component
class TokenCheck {

    private static final String REALM = "Bearer realm=\"pms\"";

    private final TrustStore trust;
    private final TokenVerifier verifier;

    TokenCheck(TrustStore trust, TokenSettings settings, Clock clock, JsonMapper json) {
        this.trust = trust;
        this.verifier = new TokenVerifier(settings.rules(), clock, json, settings.verifiedCacheSize());
    }

    /**
     * Errors: {@link Rejection} for no token, a bad or an expired one, then with its {@link BadToken} as the cause; a database error only while nothing is known of
     * keys and users, or for too long.
     */
    Mono<AccessToken> callerOf(HttpHeaders headers) {
        String token = BearerToken.in(headers.getOrEmpty(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            return Mono.error(() -> new Rejection(problem("Send a token: Authorization: Bearer ...", REALM)));
        }
        return trust.current()
                .map(known -> verifier.verify(token, known.trust()))
                .onErrorResume(TokenCheck::namesAnUnknownKey, unknown -> verifyWithFreshTrust(token))
                .onErrorMap(BadToken.class, TokenCheck::refused)
                .checkpoint("verify token");
    }

    private Mono<AccessToken> verifyWithFreshTrust(String token) {
        return trust.refreshed().map(fresh -> verifier.verify(token, fresh.trust()));
    }

    private static boolean namesAnUnknownKey(Throwable failure) {
        return failure instanceof BadToken bad && bad.reason() == BadToken.Reason.UNKNOWN_KEY;
    }

    private static Rejection refused(BadToken bad) {
        String told = switch (bad.reason()) {
            case EXPIRED -> "The token has expired";
            case ENDED -> "The token does not count any more";
            case UNKNOWN_KEY, NOT_VALID -> "The token is not valid";
        };
        Problem problem = problem(told + ".", REALM + ", error=\"invalid_token\", error_description=\"" + told + "\"");
        return new Rejection(problem, bad);
    }

    private static Problem problem(String detail, String challenge) {
        return Problem.of(ProblemCode.UNAUTHORIZED, detail).with(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}
