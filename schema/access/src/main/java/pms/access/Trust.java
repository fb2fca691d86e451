package pms.access;

import java.security.PublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which keys sign and which tokens were ended early, at one moment. Immutable. */
public final class Trust {

    private final Map<String, PublicKey> keys;
    private final Map<String, Instant> endedBefore;
    private final Set<String> endedTokens;

    private Trust(Map<String, PublicKey> keys, Map<String, Instant> endedBefore, Set<String> endedTokens) {
        this.keys = keys;
        this.endedBefore = endedBefore;
        this.endedTokens = endedTokens;
    }

    /**
     * The trust that a document tells of.
     *
     * @throws IllegalArgumentException when a key is none
     */
    public static Trust of(TrustDocument document) {
        Map<String, PublicKey> keys = new HashMap<>();
        document.keys().forEach(key -> keys.put(key.kid(), key.toPublicKey()));
        Map<String, Instant> ended = new HashMap<>();
        document.ended().forEach(user -> ended.merge(user.subject(), user.before(), Trust::later));
        return new Trust(keys, ended, Set.copyOf(document.endedTokens()));
    }

    Optional<PublicKey> key(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    /** Whether a token that is good by itself was ended since. */
    boolean hasEnded(AccessToken token) {
        Instant before = endedBefore.get(token.subject());
        return endedTokens.contains(token.tokenId())
                || (before != null && !token.issuedAt().isAfter(before));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
