package pms.access;

import java.time.Instant;
import java.util.List;

/**
 * What the gateway tells the services behind it, so that each can check tokens by itself: JSON at
 * {@code GET /internal/trust}. A service that acts on one that is older than a minute breaks the promise that a disabled
 * user is out within that time.
 *
 * @param keys public keys whose signatures count
 * @param ended users whose earlier tokens do not count any more
 * @param endedTokens ids ({@code jti}) of tokens that were logged out before they expired
 */
public record TrustDocument(List<Jwk> keys, List<EndedUser> ended, List<String> endedTokens) {

    /**
     * A user who was disabled, or whose role or password changed.
     *
     * @param subject {@code sub}
     * @param before tokens issued at or before this second count no more
     */
    public record EndedUser(String subject, Instant before) {}

    public TrustDocument {
        keys = List.copyOf(keys);
        ended = List.copyOf(ended);
        endedTokens = List.copyOf(endedTokens);
    }
}
