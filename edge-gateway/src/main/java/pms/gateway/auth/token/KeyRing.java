package pms.gateway.auth.token;

import java.util.List;
import pms.access.Trust;
import pms.access.TrustDocument;

/**
 * The keys that count at a moment.
 *
 * @param keys never empty, the newest first: it signs; all of them verify
 * @param trust in these keys
 */
record KeyRing(List<SigningKey> keys, Trust trust) {

    KeyRing {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a key ring needs a key");
        }
        keys = List.copyOf(keys);
    }

    KeyRing(List<SigningKey> keys) {
        this(
                keys,
                Trust.of(new TrustDocument(keys.stream().map(SigningKey::toJwk).toList(), List.of(), List.of())));
    }

    SigningKey signing() {
        return keys.getFirst();
    }
}
