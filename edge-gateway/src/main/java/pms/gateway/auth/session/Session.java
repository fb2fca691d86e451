package pms.gateway.auth.session;

import pms.gateway.auth.token.IssuedToken;

/**
 * What a client goes on with.
 *
 * @param refreshToken counts once
 */
public record Session(IssuedToken token, String refreshToken) {

    /** Tokens are secrets: they do not belong in logs. */
    @Override
    public String toString() {
        return "Session";
    }
}
