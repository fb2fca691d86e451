package pms.gateway.auth.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The key ring in memory. It is read when first needed, the first key is made if there is none, and it is read again
 * when a token names a key that another instance may have added.
 */
@Component
class SigningKeys {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final SigningKeyStore store;
    private final Mono<KeyRing> reading;
    private volatile @Nullable KeyRing known;

    SigningKeys(SigningKeyStore store, TokenSettings settings) {
        this.store = store;
        this.reading = readOrCreate()
                .doOnNext(ring -> known = ring)
                .cache(ring -> settings.keyRefreshPause(), failure -> PAUSE_AFTER_FAILURE, () -> PAUSE_AFTER_FAILURE);
    }

    /** The ring as known; read from the database only the first time. */
    Mono<KeyRing> ring() {
        return Mono.defer(() -> Mono.justOrEmpty(known)).switchIfEmpty(reading);
    }

    /** The ring as it stands in the database, read at most once a {@link TokenSettings#keyRefreshPause()}. */
    Mono<KeyRing> refreshed() {
        return reading;
    }

    private Mono<KeyRing> readOrCreate() {
        return read().switchIfEmpty(Mono.defer(() -> store.createFirst().then(read())))
                .checkpoint("read the signing keys");
    }

    private Mono<KeyRing> read() {
        return store.read().collectList().filter(keys -> !keys.isEmpty()).map(KeyRing::new);
    }
}
