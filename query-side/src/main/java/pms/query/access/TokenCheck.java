package pms.query.access;

import org.springframework.http.HttpHeaders;
import pms.access.AccessToken;
import pms.access.BadToken;
import pms.access.BearerToken;
import pms.access.SharedSecret;
import pms.access.TokenVerifier;
import pms.access.Trust;
import pms.access.TrustSource;
import pms.access.TrustUnavailable;
import reactor.core.publisher.Mono;

/** From the headers of a request to its caller, or to a 401 with the challenge of RFC 6750. */
class TokenCheck {

    private static final String REALM = "Bearer realm=\"pms\"";

    private final TokenVerifier verifier;
    private final TrustSource source;
    private final SharedSecret operator;

    TokenCheck(TokenVerifier verifier, TrustSource source, SharedSecret operator) {
        this.verifier = verifier;
        this.source = source;
        this.operator = operator;
    }

    /** The caller. Errors: 401 for no token, a bad or an expired one; 503 when nobody can tell. */
    Mono<AccessToken> callerOf(HttpHeaders headers) {
        String token = BearerToken.in(headers.getOrEmpty(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            return Mono.error(() -> Refusals.unauthorized("Send a token: Authorization: Bearer ...", REALM));
        }
        return source.current()
                .flatMap(trust -> verified(token, trust))
                .onErrorMap(BadToken.class, TokenCheck::refused)
                .onErrorMap(TrustUnavailable.class, away -> Refusals.unavailable());
    }

    /** Completes for the operator. Errors: 401 for anybody else. */
    Mono<Void> operator(HttpHeaders headers) {
        return operator.isShownBy(headers.getOrEmpty(HttpHeaders.AUTHORIZATION))
                ? Mono.empty()
                : Mono.error(() -> Refusals.unauthorized("This needs the operator's token.", REALM));
    }

    private Mono<AccessToken> verified(String token, Trust trust) {
        return Mono.fromSupplier(() -> verifier.verify(token, trust))
                .onErrorResume(
                        TokenCheck::namesAnUnknownKey,
                        bad -> source.newerThan(trust).map(newer -> verifier.verify(token, newer)));
    }

    private static boolean namesAnUnknownKey(Throwable bad) {
        return bad instanceof BadToken token && token.reason() == BadToken.Reason.UNKNOWN_KEY;
    }

    private static RuntimeException refused(BadToken bad) {
        String told = switch (bad.reason()) {
            case EXPIRED -> "The token has expired";
            case UNKNOWN_KEY, ENDED, NOT_VALID -> "The token is not valid";
        };
        return Refusals.unauthorized(
                told + ".", REALM + ", error=\"invalid_token\", error_description=\"" + told + "\"");
    }
}
