package pms.gateway.auth.token;

import java.time.Duration;

/**
 * A signed token and how long it lives from now.
 *
 * @param id {@code jti}
 */
public record IssuedToken(String value, String id, Duration lifetime) {

    /** A token is a secret: it does not belong in logs. */
    @Override
    public String toString() {
        return "IssuedToken[lifetime=" + lifetime + "]";
    }
}
