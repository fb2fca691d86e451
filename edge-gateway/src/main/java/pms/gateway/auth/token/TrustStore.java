package pms.gateway.auth.token;

import org.springframework.stereotype.Component;
import pms.access.Trust;
import reactor.core.publisher.Mono;

/** Which tokens count now, as the database knows it. */
@Component
class TrustStore {

    private final SigningKeys keys;

    TrustStore(SigningKeys keys) {
        this.keys = keys;
    }

    /** As known; read from the database only the first time. */
    Mono<Trust> current() {
        return keys.ring().map(KeyRing::trust);
    }

    /** As it stands in the database, read at most once a {@link TokenSettings#keyRefreshPause()}. */
    Mono<Trust> refreshed() {
        return keys.refreshed().map(KeyRing::trust);
    }
}
