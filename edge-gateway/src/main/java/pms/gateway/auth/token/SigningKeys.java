package pms.gateway.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The signing keys in the database. The first is made when there is none. A new one is shown at once and signs after
 * {@link TokenSettings#keyLead()}, which is longer than any door goes by what it knew; the one before verifies until the
 * last token that it may have signed has expired, and is then deleted.
 */
@Component
class SigningKeys {

    /** How far the clocks of instances may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private final SigningKeyStore store;
    private final TokenSettings settings;
    private final Clock clock;

    SigningKeys(SigningKeyStore store, TokenSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** The ring as it stands in the database; retired keys are deleted first. */
    Mono<KeyRing> read() {
        return Mono.defer(() -> store.deleteRetired(now().minus(overlap())))
                .then(ring())
                .switchIfEmpty(Mono.defer(() -> createFirst().then(ring())))
                .checkpoint("read the signing keys");
    }

    /**
     * Adds a key. While one waits to sign already, that one is the answer, however often and by however many it is asked
     * for.
     */
    Mono<KeyRotation> rotate() {
        return Mono.defer(() -> add(now()))
                .then(ring())
                .map(ring -> new KeyRotation(
                        ring.newest().key().id(), ring.newest().signsFrom().plus(overlap())))
                .checkpoint("rotate the signing keys");
    }

    private Mono<Void> add(Instant now) {
        return store.add(now, now.plus(settings.keyLead()));
    }

    private Mono<Void> createFirst() {
        Instant now = now();
        return store.add(now, now);
    }

    private Mono<KeyRing> ring() {
        return store.read().collectList().filter(keys -> !keys.isEmpty()).map(KeyRing::new);
    }

    /** No finer than the database keeps it, so that it does not come back as later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Duration overlap() {
        return settings.lifetime().plus(SKEW);
    }
}
