package pms.gateway.auth.token;

import java.util.List;
import java.util.Optional;

/**
 * The keys that count at a moment.
 *
 * @param keys never empty, the newest first: it signs; all of them verify
 */
record KeyRing(List<SigningKey> keys) {

    KeyRing {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a key ring needs a key");
        }
        keys = List.copyOf(keys);
    }

    SigningKey signing() {
        return keys.getFirst();
    }

    Optional<SigningKey> find(String keyId) {
        return keys.stream().filter(key -> key.id().equals(keyId)).findFirst();
    }
}
