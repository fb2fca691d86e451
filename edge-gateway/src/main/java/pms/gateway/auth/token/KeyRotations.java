package pms.gateway.auth.token;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Changes of the signing key. */
@Component
public class KeyRotations {

    private final SigningKeys keys;
    private final TrustStore trust;

    KeyRotations(SigningKeys keys, TrustStore trust) {
        this.keys = keys;
        this.trust = trust;
    }

    /** Adds a key that will sign soon; this instance shows it at once. */
    public Mono<KeyRotation> rotate() {
        return keys.rotate().delayUntil(rotation -> trust.reread().onErrorComplete());
    }
}
