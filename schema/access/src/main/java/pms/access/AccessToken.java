package pms.access;

import java.security.Principal;
import java.time.Instant;

/**
 * Who sends a request, as a verified token says.
 *
 * @param subject the user's e-mail
 * @param tokenId {@code jti}
 * @param keyId {@code kid}: the key that signed
 * @param issuedAt in whole seconds
 * @param expiresAt the first instant at which the token is worth nothing
 */
public record AccessToken(String subject, Role role, String tokenId, String keyId, Instant issuedAt, Instant expiresAt)
        implements Principal {

    @Override
    public String getName() {
        return subject;
    }

    public boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
