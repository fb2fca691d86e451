package pms.gateway.auth.session;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/**
 * What a login and a refresh are answered with.
 *
 * @param expiresIn seconds
 */
public record SessionAnswer(String token, long expiresIn, String refreshToken) {

    /** The answer, which must not be cached. */
    public static ResponseEntity<SessionAnswer> of(Session session) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new SessionAnswer(
                        session.token().value(), session.token().lifetime().toSeconds(), session.refreshToken()));
    }

    /** Tokens are secrets: they do not belong in logs. */
    @Override
    public String toString() {
        return "SessionAnswer";
    }
}
