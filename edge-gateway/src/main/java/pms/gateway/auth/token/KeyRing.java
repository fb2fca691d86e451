package pms.gateway.auth.token;

import java.time.Instant;
import java.util.List;
import pms.access.Jwk;

/**
 * The keys that count at a moment.
 *
 * @param keys never empty, the newest first; all of them verify
 */
record KeyRing(List<StoredKey> keys) {

    KeyRing {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a key ring needs a key");
        }
        keys = List.copyOf(keys);
    }

    /** The newest key that signs already, else the oldest. */
    SigningKey signing(Instant now) {
        return keys.stream()
                .filter(stored -> !stored.signsFrom().isAfter(now))
                .findFirst()
                .orElseGet(keys::getLast)
                .key();
    }

    StoredKey newest() {
        return keys.getFirst();
    }

    List<Jwk> published() {
        return keys.stream().map(stored -> stored.key().toJwk()).toList();
    }
}
